import { equalBytes } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Amount } from "../../../primitives/fields/ledger-kinds.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { enterpriseCode } from "../../customs/codes.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { entries, summaries } from "../../customs/exports/records.ts";
import { customsNumber, lists } from "../../customs/lists/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownerOf } from "../../participants/records.ts";
import { deliveredOf } from "../../payments/conversions.ts";
import { payments } from "../../payments/records.ts";
import {
  type ExportRecord,
  exportRecords,
  RECEIPT_ASSETS_MAX,
  RECEIPTS_MAX,
  receiptsOf,
  receiptUses,
} from "./receipts.ts";
import { MONEY_MAX } from "./worth.ts";

const receiptFailures = {
  PAYMENT_NOT_SETTLED:
    "No payment of this UETR has arrived on this ledger, or it was sent back. payment_get shows it.",
  NOT_THE_CREDITOR: "The payment came to somebody else. A receipt is tied by who got the money.",
  PAYMENT_OF_YOUR_OWN: "You have paid this to yourself. A receipt is what a buyer abroad paid.",
  PAYMENT_USED_UP:
    "So much of the payment is not left: the rest is tied to declarations already. Tie less of it.",
} as const;

/** trade.receipt.link: an exporter ties a payment that it got, or a part of it, to the declaration of the goods. */
export const linkReceipt = defineOperation({
  tag: 0x0563,
  name: "trade.receipt.link",
  since: 9,
  summary: "An exporter ties a payment that it received, or a part of it, to a declaration.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({
    code: enterpriseCode,
    entryId: customsNumber,
    uetr: field.uuid(),
    /** In minor units of what was received. */
    minor: field.uint64(),
  }),
  result: field.record({
    /** All that is tied to the declaration in this asset. */
    sum: field.amount(),
    /** What of the payment is not tied to any. */
    left: field.uint64(),
  }),
  failures: {
    ...ownEnterpriseFailures,
    ...receiptFailures,
    ZERO_AMOUNT: "The amount is zero. Tie at least one minor unit.",
    AMOUNT_TOO_LARGE: "A receipt is at most ten trillion of a currency. Tie it in parts.",
    UNKNOWN_ENTRY: "No declaration has this number. customs_entry shows them.",
    NOT_YOUR_EXPORT:
      "None of the declaration's lists is of this exporter. customs_entry shows them.",
    TOO_MANY_RECEIPTS:
      "Thirty-two payments are tied to the declaration. Have the rest paid in one, and tie that.",
    TOO_MANY_ASSETS:
      "Receipts in four assets are tied to the declaration. Tie one in an asset that is among them.",
  },
  keys: ({ body: { code, entryId, uetr } }) => [
    ...[enterprises.key(code), entries.key(entryId), payments.key(uetr)],
    ...[exportRecords.key(entryId, code), receiptUses.key(uetr)],
  ],
  check({ body: { minor } }) {
    if (minor === 0n) return "ZERO_AMOUNT";
    return minor > MONEY_MAX ? "AMOUNT_TOO_LARGE" : undefined;
  },
  apply({ source, body: { code, entryId, uetr, minor }, height }, ledger) {
    const owner = ownEnterprise(ledger, source, code, "merchant");
    if (typeof owner === "string") return fail(owner);
    const before = exportRecords.read(ledger, entryId, code) ?? newExport(ledger, entryId, code);
    if (typeof before === "string") return fail(before);
    const received = receivedBy(ledger, owner.participant, uetr);
    if (typeof received === "string") return fail(received);
    const linked = (receiptUses.read(ledger, uetr)?.linked ?? 0n) + minor;
    if (linked > received.minor) return fail("PAYMENT_USED_UP");
    const after = withReceipt(before, uetr, { asset: received.asset, minor });
    if (typeof after === "string") return fail(after);
    receiptUses.write(ledger, { linked }, uetr);
    receiptsOf.write(ledger, { height }, uetr, entryId, code);
    exportRecords.write(ledger, after, entryId, code);
    const sum = after.sums.find(({ asset }) => equalBytes(asset, received.asset))!;
    return done({ sum, left: received.minor - linked });
  },
});

/** Nothing is tied to it yet; only who has goods in a declaration ties anything. */
function newExport(
  ledger: LedgerReader,
  entryId: string,
  code: string,
): ExportRecord | "UNKNOWN_ENTRY" | "NOT_YOUR_EXPORT" {
  const entry = entries.read(ledger, entryId);
  if (entry === undefined) return "UNKNOWN_ENTRY";
  const summed = summaries.read(ledger, entry.summary)!.lists; // at most a hundred
  const isOwn = summed.some((id) => lists.read(ledger, id)!.content.ebcCode === code);
  return isOwn ? { entryId, code, receipts: [], sums: [], claimed: [] } : "NOT_YOUR_EXPORT";
}

/** What a participant got by a payment, in the asset that it got, if it is there to stay. */
function receivedBy(
  ledger: LedgerReader,
  participant: string,
  uetr: Uint8Array,
): Amount | keyof typeof receiptFailures {
  const payment = payments.read(ledger, uetr);
  if (payment?.status !== "ACCC" || payment.returns !== undefined) return "PAYMENT_NOT_SETTLED";
  if (ownerOf(ledger, payment.creditor)?.name !== participant) return "NOT_THE_CREDITOR";
  if (ownerOf(ledger, payment.debtor)?.name === participant) return "PAYMENT_OF_YOUR_OWN";
  return deliveredOf(ledger, payment);
}

/** Another part of a payment that is tied already is added to it. */
function withReceipt(
  before: ExportRecord,
  uetr: Uint8Array,
  amount: Amount,
): ExportRecord | "TOO_MANY_RECEIPTS" | "TOO_MANY_ASSETS" | "AMOUNT_TOO_LARGE" {
  const known = before.receipts.find((one) => equalBytes(one.uetr, uetr));
  const minor = (known?.amount.minor ?? 0n) + amount.minor;
  if (minor > MONEY_MAX) return "AMOUNT_TOO_LARGE";
  if (known === undefined && before.receipts.length >= RECEIPTS_MAX) return "TOO_MANY_RECEIPTS";
  const sum = before.sums.find(({ asset }) => equalBytes(asset, amount.asset));
  if (sum === undefined && before.sums.length >= RECEIPT_ASSETS_MAX) return "TOO_MANY_ASSETS";
  const receipt = { uetr, amount: { asset: amount.asset, minor } };
  const added = { asset: amount.asset, minor: (sum?.minor ?? 0n) + amount.minor };
  return {
    ...before,
    receipts: [...before.receipts.filter((one) => one !== known), receipt],
    sums: [...before.sums.filter((one) => one !== sum), added],
  };
}
