import { fromHex, toHex } from "../../primitives/bytes.ts";
import { listId } from "../../transactions/customs/lists/records.ts";
import { CliError, usageError } from "../errors.ts";
import { type JsonObject, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** The id of a list as people type it: 64 digits, or AGENT/COPNO like 440196000D/L-1. Throws a usage error: LIST_FORMAT. */
export function listNamed(text: string): string {
  if (fromHex(text)?.length === 32) return text;
  const slash = text.indexOf("/");
  if (slash > 0 && slash < text.length - 1) {
    return toHex(listId(text.slice(0, slash), text.slice(slash + 1)));
  }
  const hint = "Write its id, or the declarant's code and number: 440196000D/L-1.";
  throw usageError("LIST_FORMAT", `"${text}" names no inventory list.`, hint);
}

/** The list that was typed, with all that customs_list says of it. Throws UNKNOWN_LIST. */
export async function listFound(session: Session, typed: string): Promise<JsonObject> {
  const isNumber = /^[0-9A-Z]{18}$/.test(typed);
  const params = isNumber ? { number: typed } : { id: listNamed(typed) };
  const found = await session.call("customs_list", params);
  if (found !== null) return objectOf(found, "customs_list");
  const hint =
    "`portolan customs lists` shows those of an enterprise, or that customs has in hand.";
  throw new CliError("UNKNOWN_LIST", `There is no inventory list ${typed}.`, hint);
}
