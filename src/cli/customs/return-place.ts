import { argument, type Given } from "../command.ts";
import { usageError } from "../errors.ts";
import { listNamed } from "./list-named.ts";

/** A list's return as it was typed: the list, and the return's place from 0. Throws a usage error: PLACE_FORMAT. */
export function returnNamed(given: Given): { list: string; place: number } {
  const text = argument(given, 1);
  if (/^[0-9]{1,5}$/.test(text))
    return { list: listNamed(argument(given, 0)), place: Number(text) };
  const hint = "`portolan customs list` shows a list's returns; the first has place 0.";
  throw usageError("PLACE_FORMAT", `"${text}" is no place of a return.`, hint);
}
