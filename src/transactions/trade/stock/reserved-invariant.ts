import type { Entry, LedgerReader, Writes } from "../../../state/ledger.ts";
import { shelves, SHELVES } from "./records.ts";

/** Nobody has sold what is not there: of every shelf that a transaction touched, what is reserved is on hand. */
export function reservedIsOnHand(_before: LedgerReader, writes: Writes): boolean {
  for (const [key, after] of writes) {
    if (key.startsWith(SHELVES) && !isOnHand(after)) return false;
  }
  return true;
}

function isOnHand(entry: Entry | undefined): boolean {
  if (entry === undefined) return true;
  const { onHand, reserved } = shelves.meaningOf(entry);
  return reserved <= onHand;
}
