import type { Ledger } from "../../../state/ledger.ts";
import {
  type ClaimRecord,
  claimsInHand,
  claimsOf,
  claimsOfEntry,
  dueOf,
  isInHand,
  owingOf,
} from "./claims.ts";

/** Follows a claim in the indexes by which it is found: declaration, exporter, who has it in hand, who owes. */
export function keepIndexes(
  ledger: Ledger,
  before: ClaimRecord | undefined,
  after: ClaimRecord,
  height: number,
): void {
  const { id, code, country, entryId } = after;
  if (before === undefined) {
    claimsOfEntry.write(ledger, { height }, entryId, id);
    claimsOf.write(ledger, { height }, code, id);
  }
  const [was, is] = [before !== undefined && isInHand(before), isInHand(after)];
  if (is && !was) claimsInHand.write(ledger, { height }, country, id);
  if (was && !is) ledger.delete(claimsInHand.key(country, id));
  const [owed, owes] = [before !== undefined && dueOf(before) > 0n, dueOf(after) > 0n];
  if (owed !== owes) countOwing(ledger, code, owes ? 1 : -1);
}

function countOwing(ledger: Ledger, code: string, more: 1 | -1): void {
  const claims = (owingOf.read(ledger, code)?.claims ?? 0) + more;
  if (claims > 0) owingOf.write(ledger, { claims }, code);
  else ledger.delete(owingOf.key(code));
}
