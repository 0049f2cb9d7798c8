import { assetCode } from "../../../primitives/asset-id.ts";
import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { assets } from "../../assets/records.ts";
import { currencyCode, enterpriseCode } from "../../customs/codes.ts";
import { customsNumber } from "../../customs/lists/records.ts";
import { ASSET_CODES } from "../../customs/orders/linked-payment.ts";
import { entryKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";

/** Payments, or parts of them, that an exporter ties to one declaration, and in how many assets. */
export const RECEIPTS_MAX = 32;
export const RECEIPT_ASSETS_MAX = 4;
/** Currencies that assets of this ledger can be of are fewer. */
const CURRENCIES_MAX = 8;
/** Declarations and the assets that they are compared with count hundredths. */
const DECIMALS = 2;

/** What an exporter got for its goods of one declaration, and what of them it has claimed on. */
export const exportRecord = field.record({
  entryId: customsNumber,
  code: enterpriseCode,
  receipts: field.list(field.record({ uetr: field.uuid(), amount: field.amount() }), RECEIPTS_MAX),
  /** The same by asset. */
  sums: field.list(field.amount(), RECEIPT_ASSETS_MAX),
  /** FOB value of what claims hold, by declared currency, where an asset can be of it. */
  claimed: field.list(
    field.record({ currency: currencyCode, fob: field.uint64() }),
    CURRENCIES_MAX,
  ),
});
export type ExportRecord = ValueOf<typeof exportRecord>;

export function exportsPrefix(entryId: string): string {
  return `trade/export/${entryId}/`;
}
/** By declaration and exporter: lists of several exporters can be summed up in one. */
export const exportRecords = stored(
  exportRecord,
  (entryId: string, code: string) => `${exportsPrefix(entryId)}${code}`,
);

/** By UETR: how much of a payment is tied to declarations, in minor units of what was received. */
export const receiptUses = stored(
  field.record({ linked: field.uint64() }),
  entryKey("trade/receipt"),
);
export function receiptsOfPrefix(uetr: Uint8Array): string {
  return `trade/receipt-of/${toHex(uetr)}/`;
}
/** By UETR, declaration and exporter: those that a payment is tied to. */
export const receiptsOf = stored(
  field.record({ height: field.count() }),
  (uetr: Uint8Array, entryId: string, code: string) =>
    `${receiptsOfPrefix(uetr)}${entryId}/${code}`,
);

/** Whether an asset is of a declared currency, minor unit for minor unit. */
export function isOfCurrency(ledger: LedgerReader, asset: Uint8Array, currency: string): boolean {
  if (ASSET_CODES[currency] !== assetCode(asset)) return false;
  return assets.read(ledger, asset)?.decimals === DECIMALS;
}

/** Claims hold so much more of what was declared, or less. Without any asset of the currency nothing is compared. */
export function holdFob(
  ledger: Ledger,
  record: ExportRecord,
  currency: string,
  more: bigint,
): void {
  if (ASSET_CODES[currency] === undefined || more === 0n) return;
  const { entryId, code, claimed } = record;
  const fob = heldOf(record, currency) + more;
  const others = claimed.filter((one) => one.currency !== currency);
  const after = { ...record, claimed: [...others, { currency, fob }] };
  exportRecords.write(ledger, after, entryId, code);
}

/** FOB value that claims hold in a currency. */
export function heldOf({ claimed }: ExportRecord, currency: string): bigint {
  return claimed.find((one) => one.currency === currency)?.fob ?? 0n;
}
