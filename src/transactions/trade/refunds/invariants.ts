import type { Entry, Key, LedgerReader, Writes } from "../../../state/ledger.ts";
import { lists } from "../../customs/lists/records.ts";
import { CLAIMED_PREFIX, claimedGoods } from "./claimed.ts";
import { CLAIMS_PREFIX, owedOf, refundClaims } from "./claims.ts";
import { invoices, INVOICES_PREFIX } from "./invoices.ts";

function every(writes: Writes, prefix: string, holds: (entry: Entry) => boolean): boolean {
  for (const [key, after] of writes) {
    if (after !== undefined && key.startsWith(prefix) && !holds(after)) return false;
  }
  return true;
}

/** Claims have taken no more of an invoice than its net amount, of every invoice that a transaction touched. */
export function invoicesCover(_before: LedgerReader, writes: Writes): boolean {
  return every(writes, INVOICES_PREFIX, (entry) => {
    const { claimed, net } = invoices.meaningOf(entry);
    return claimed <= net;
  });
}

/** What is claimed of a line is declared and abroad, of every list whose claims a transaction touched. */
export function goodsCover(before: LedgerReader, writes: Writes): boolean {
  const after = (key: Key): Entry => (writes.has(key) ? writes.get(key) : before.entry(key))!;
  return every(writes, CLAIMED_PREFIX, (entry) => {
    const { list, claimed } = claimedGoods.meaningOf(entry);
    const { content, returned } = lists.meaningOf(after(lists.key(list)));
    return claimed.every((held, at) => held + returned[at]! <= content.lines[at]!.quantity);
  });
}

/** A refund is paid as it was approved and not above it, and no more of it repaid than is owed, of every claim touched. */
export function refundsKeep(_before: LedgerReader, writes: Writes): boolean {
  return every(writes, CLAIMS_PREFIX, (entry) => {
    const claim = refundClaims.meaningOf(entry);
    const { paid, approved, demanded, repaid } = claim;
    return paid <= approved && demanded <= paid && repaid <= owedOf(claim);
  });
}
