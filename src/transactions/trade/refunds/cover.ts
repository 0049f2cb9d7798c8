import type { LedgerReader } from "../../../state/ledger.ts";
import { payments } from "../../payments/records.ts";
import { type ExportRecord, heldOf, isOfCurrency } from "./receipts.ts";

export const coverFailures = {
  NO_RECEIPT:
    "No payment that stayed with you is tied to the declaration. Tie one first: trade.receipt.link.",
  RECEIPT_SHORT:
    "What is tied to the declaration does not cover the price of all that is claimed on it. Tie more, or claim less; trade_receipts shows what is tied.",
} as const;

/**
 * How far the receipts of a declaration cover what claims hold of it, those at hand among them.
 *
 * The ledger compares what is in the declared currency, and takes no rates from anybody: where there are receipts in another asset too, the
 * tax authority compares them. A payment of which anything was sent back since counts for nothing.
 */
export function coverOf(
  ledger: LedgerReader,
  record: ExportRecord,
  currencies: readonly string[],
  percent: bigint,
): "covered" | "other-currency" | keyof typeof coverFailures {
  const kept = record.receipts.filter(
    ({ uetr }) => payments.read(ledger, uetr)!.returns === undefined,
  );
  if (kept.length === 0) return "NO_RECEIPT";
  let isCovered = true;
  for (const currency of currencies) {
    const own = kept.filter(({ amount }) => isOfCurrency(ledger, amount.asset, currency));
    const got = own.reduce((sum, { amount }) => sum + amount.minor, 0n);
    if (got > 0n && got * 100n >= heldOf(record, currency) * percent) continue;
    if (own.length === kept.length) return "RECEIPT_SHORT";
    isCovered = false;
  }
  return isCovered ? "covered" : "other-currency";
}
