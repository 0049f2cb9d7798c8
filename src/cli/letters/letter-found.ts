import { fromHex, toHex } from "../../primitives/bytes.ts";
import { letterId, type LetterRecord, letterRecord } from "../../transactions/letters/records.ts";
import { CliError, usageError } from "../errors.ts";
import { type JsonObject, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";

export interface LetterFound {
  readonly letter: LetterRecord;
  readonly json: JsonObject;
}

/** A letter's id as people type it: 64 digits, or FIRM/NUMBER like firm-1/2026-0001. Throws a usage error: LETTER_FORMAT. */
export function letterIdOf(text: string): Uint8Array {
  const id = fromHex(text);
  if (id?.length === 32) return id;
  const slash = text.indexOf("/");
  if (slash > 0 && slash < text.length - 1) {
    return letterId(text.slice(0, slash), text.slice(slash + 1));
  }
  const hint = "Write its id, or the firm and its number: firm-1/2026-0001.";
  throw usageError("LETTER_FORMAT", `"${text}" names no letter.`, hint);
}

/** The letter that was typed, as the ledger has it. Throws UNKNOWN_LETTER. */
export async function letterFound(session: Session, typed: string): Promise<LetterFound> {
  const found = await session.call("letter_get", { id: toHex(letterIdOf(typed)) });
  if (found === null) {
    const hint = "`portolan letter list` shows those of a participant.";
    throw new CliError("UNKNOWN_LETTER", `There is no letter ${typed}.`, hint);
  }
  const json = objectOf(found, "letter_get");
  const shown = objectOf(json["letter"], "letter");
  const own = Object.keys(letterRecord.shape).map((name) => [name, shown[name] ?? null] as const);
  return { letter: letterRecord.fromJson(Object.fromEntries(own), {}), json };
}
