import { decimalText } from "../primitives/decimal.ts";
import type { Json } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import type { Amount } from "../primitives/fields/ledger-kinds.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { assets } from "../transactions/assets/records.ts";
import { legs } from "../transactions/fx/paths/records.ts";
import { conversionRecord, conversions } from "../transactions/payments/conversions.ts";
import { minor, shape, text } from "./schemas.ts";

/** Decimals of a rate as people read it. */
const DECIMALS = 8;

/** Minor units of what arrived for a minor unit of what was sent, exactly; and the same of whole units, rounded down. */
const rateSchema = shape({ num: minor, den: minor, display: text });
const ends = { gave: field.amount().schema, got: field.amount().schema };

export const conversionSchema = shape({ ...ends, legs: legs.schema, rate: rateSchema });
/** The same without what it went through in between. */
export const exchangeSchema = shape({ ...ends, rate: rateSchema });

/** How a payment was converted, or will be once it is approved; nothing of one that is not. */
export function conversionOf(ledger: LedgerReader, uetr: Uint8Array): { conversion?: Json } {
  const record = conversions.read(ledger, uetr);
  if (record === undefined) return {};
  const whole = conversionRecord.toJson(record) as object;
  return { conversion: { ...whole, rate: rateOf(ledger, record.gave, record.got) } };
}

export function exchangeOf(ledger: LedgerReader, uetr: Uint8Array): { conversion?: Json } {
  const record = conversions.read(ledger, uetr);
  if (record === undefined) return {};
  const { gave, got } = record;
  const amount = field.amount();
  const both = { gave: amount.toJson(gave), got: amount.toJson(got) };
  return { conversion: { ...both, rate: rateOf(ledger, gave, got) } };
}

function rateOf(ledger: LedgerReader, gave: Amount, got: Amount): Json {
  const scale = (asset: Uint8Array): bigint => 10n ** BigInt(assets.read(ledger, asset)!.decimals);
  const top = got.minor * scale(gave.asset) * 10n ** BigInt(DECIMALS);
  const display = decimalText(top / (gave.minor * scale(got.asset)), DECIMALS);
  return { num: got.minor.toString(), den: gave.minor.toString(), display };
}
