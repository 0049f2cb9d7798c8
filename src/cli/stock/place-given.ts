import { usageError } from "../errors.ts";

/** A place on a shelf's record, from 0. Throws a usage error: PLACE_FORMAT. */
export function placeOf(text: string): number {
  if (/^[0-9]{1,12}$/.test(text)) return Number(text);
  const hint = "Write a whole number; the first place is 0.";
  throw usageError("PLACE_FORMAT", `"${text}" is no place.`, hint);
}
