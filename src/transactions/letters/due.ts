import type { Ledger } from "../../state/ledger.ts";
import { type LetterRecord, letters } from "./records.ts";
import { count } from "./statistics.ts";
import { type Moment, take } from "./step.ts";

/** A letter's deadline has passed, unless it has gone on meanwhile. */
export function letterDue(ledger: Ledger, id: Uint8Array, moment: Moment): void {
  const letter = letters.read(ledger, id);
  if (letter !== undefined) upToDate(ledger, letter, moment);
}

/**
 * What the ledger itself does to a letter once a deadline has passed. Operations do it first, so that none depends on whether
 * the sweep has come by.
 */
export function upToDate(
  ledger: Ledger,
  letter: LetterRecord,
  { height, timeMs }: Moment,
): LetterRecord {
  const itself = { height, timeMs };
  const { replyBy, expiresAt } = letter;
  let now = letter;
  if (replyBy !== undefined && timeMs > replyBy && !now.overdue) {
    now = take(ledger, now, "overdue", itself, { changes: { overdue: true } });
    count(ledger, letter, ["overdue"]);
  }
  if (expiresAt === undefined || timeMs <= expiresAt) return now;
  count(ledger, letter, ["lapsed"]);
  const { returned, result } = whatCameOf(letter);
  const changes = { returned, result, replyBy: undefined, expiresAt: undefined };
  return take(ledger, now, "lapse", itself, { changes, reason: returned });
}

/** A letter that lapses after an answer keeps it; one that nobody authorised counts as returned (docs/domain section 3). */
function whatCameOf(letter: LetterRecord): Pick<LetterRecord, "returned" | "result"> {
  const { status, returned, reply } = letter;
  if (reply !== undefined) return { returned: undefined, result: reply.result };
  if (status === "returned") return { returned, result: "RETURNED" };
  if (status === "accepted") return { returned: "NOT_AUTHORISED", result: "RETURNED" };
  return { returned: undefined, result: "EXPIRED" };
}
