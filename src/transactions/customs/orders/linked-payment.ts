import { equalBytes } from "../../../primitives/bytes.ts";
import { assetCode } from "../../../primitives/asset-id.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { ownerOf } from "../../participants/records.ts";
import { payments } from "../../payments/records.ts";
import { CNY } from "../codes.ts";
import { orderId, placedOrders, slipOfPayment } from "./records.ts";

export const linkFailures = {
  PAYMENT_NOT_SETTLED:
    "The slip names a payment that is not on this ledger, not settled, or was sent back. payment_get shows it.",
  PAYMENT_DIFFERS:
    "The payment on this ledger is of another amount or currency than the slip says.",
  PAYMENT_OF_ANOTHER_ORDER: "The payment does not carry the order's number as its end-to-end id.",
  PAYMENT_OF_A_STRANGER:
    "The payer on this ledger is neither the payment firm nor one of its customers, nor has paid the order into escrow there.",
  PAYMENT_TAKEN: "Another slip speaks of this payment. One payment pays one order.",
} as const;

/** The slip's part that a payment of this ledger must bear out. */
interface Linked {
  readonly payment: Uint8Array;
  readonly ebpCode: string;
  readonly orderNo: string;
  readonly amountPaid: bigint;
  readonly currency: string;
}

/** Codes of assets, by customs codes of currencies that payments of this ledger can be declared in. */
export const ASSET_CODES: Readonly<Record<string, string>> = {
  [CNY]: "CNY",
  "110": "HKD",
  "502": "USD",
};

/** Whether a payment of this ledger is what a slip says of it: settled and kept, amount, order, and payer. */
export function whyNotLinked(
  ledger: LedgerReader,
  { payment: uetr, ebpCode, orderNo, amountPaid, currency }: Linked,
  payFirm: string,
): keyof typeof linkFailures | undefined {
  const payment = payments.read(ledger, uetr);
  if (payment?.status !== "ACCC" || payment.returns !== undefined) return "PAYMENT_NOT_SETTLED";
  const { amount, endToEndId, debtor } = payment;
  const isSame = amount.minor === amountPaid && assetCode(amount.asset) === ASSET_CODES[currency];
  if (!isSame) return "PAYMENT_DIFFERS";
  if (endToEndId !== orderNo) return "PAYMENT_OF_ANOTHER_ORDER";
  const payer = ownerOf(ledger, debtor);
  const isCustomers = payer?.name === payFirm || payer?.sponsor === payFirm;
  // Who buys in a mall pays to the firm, which keeps the money.
  const placed = placedOrders.read(ledger, orderId(ebpCode, orderNo))?.payment;
  const isEscrow = placed !== undefined && equalBytes(placed, uetr);
  const isKept = isEscrow && ownerOf(ledger, payment.creditor)?.name === payFirm;
  if (!isCustomers && !isKept) return "PAYMENT_OF_A_STRANGER";
  return ledger.has(slipOfPayment.key(uetr)) ? "PAYMENT_TAKEN" : undefined;
}
