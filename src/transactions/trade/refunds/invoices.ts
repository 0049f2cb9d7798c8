import { toHex, utf8 } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { domainHash } from "../../../primitives/hasher.ts";
import { enterpriseCode } from "../../customs/codes.ts";
import { entryKey } from "../../entry-key.ts";
import { country } from "../../rules/records.ts";
import { stored } from "../../stored.ts";

/** Who sold the goods, and which of its invoices it is. */
export const invoiceKey = {
  /** Unified social credit code. */
  seller: field.text(18, /^[0-9A-Z]{18}$/, "must be the 18 capital letters and digits of a seller"),
  /** Of a printed or tax-disk invoice; a fully digital one has none. */
  code: field.optional(
    field.text(12, /^([0-9]{10}|[0-9]{12})$/, "must be the 10 or 12 digits of an invoice code"),
  ),
  number: field.text(
    20,
    /^([0-9]{8}|[0-9]{20})$/,
    "must be the 8 or 20 digits of an invoice number",
  ),
} as const;

/** Why a tax authority refuses an invoice. Entries are only ever added at the end. */
export const invoiceReason = field.choice([
  "NOT_FOUND",
  "DIFFERS",
  "VOIDED",
  "FALSE",
  "UNDER_INVESTIGATION",
  "OTHER",
]);

/** A VAT special invoice (增值税专用发票). Amounts in minor units of the treasury's asset. */
export const invoiceRecord = field.record({
  id: field.hash(),
  ...invoiceKey,
  /** The exporter, and whose tax authority decides on it. */
  buyer: enterpriseCode,
  country,
  net: field.uint64(),
  vat: field.uint64(),
  issued: field.day(),
  documentHash: field.hash(),
  status: field.choice(["filed", "confirmed", "refused"]),
  reason: field.optional(invoiceReason),
  /** What claims have taken of the net amount: never more than it (docs/domain section 4, export refund). */
  claimed: field.uint64(),
  /** Who decided; absent while nobody has. */
  by: field.optional(field.account()),
  height: field.count(),
  timeMs: field.count(),
});
export type InvoiceRecord = ValueOf<typeof invoiceRecord>;

const hashInvoice = domainHash("portolan vat invoice 1");

/** Names an invoice for ever: known to everybody who has it in hand. */
export function invoiceId(seller: string, code: string | undefined, number: string): Uint8Array {
  return hashInvoice(utf8(`${seller}\n${code ?? ""}\n${number}`));
}

export const INVOICES_PREFIX = "trade/invoice/";
/** By id. */
export const invoices = stored(invoiceRecord, entryKey("trade/invoice"));

const since = field.record({ height: field.count() });
export function invoicesOfPrefix(code: string): string {
  return `trade/invoice-of/${code}/`;
}
/** By the buyer's code and invoice. */
export const invoicesOf = stored(
  since,
  (code: string, id: Uint8Array) => `${invoicesOfPrefix(code)}${toHex(id)}`,
);
export function invoicesInHandPrefix(of: string): string {
  return `trade/invoice-in-hand/${of}/`;
}
/** By country and invoice; there while its tax authority has not decided. */
export const invoicesInHand = stored(
  since,
  (of: string, id: Uint8Array) => `${invoicesInHandPrefix(of)}${toHex(id)}`,
);
