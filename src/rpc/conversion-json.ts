import { decimalText } from "../primitives/decimal.ts";
import type { Json } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { assets } from "../transactions/assets/records.ts";
import { legs } from "../transactions/fx/paths/records.ts";
import { conversionRecord, conversions } from "../transactions/payments/conversions.ts";
import { minor, shape, text } from "./schemas.ts";

/** Decimals of a rate as people read it. */
const DECIMALS = 8;

export const conversionSchema = shape({
  gave: field.amount().schema,
  got: field.amount().schema,
  legs: legs.schema,
  /** Minor units of what arrived for a minor unit of what was sent, exactly; and the same of whole units, rounded down. */
  rate: shape({ num: minor, den: minor, display: text }),
});

/** How a payment was converted, or will be once it is approved; nothing of one that is not. */
export function conversionOf(ledger: LedgerReader, uetr: Uint8Array): { conversion?: Json } {
  const record = conversions.read(ledger, uetr);
  if (record === undefined) return {};
  const { gave, got } = record;
  const scale = (asset: Uint8Array): bigint => 10n ** BigInt(assets.read(ledger, asset)!.decimals);
  const top = got.minor * scale(gave.asset) * 10n ** BigInt(DECIMALS);
  const display = decimalText(top / (gave.minor * scale(got.asset)), DECIMALS);
  const rate = { num: got.minor.toString(), den: gave.minor.toString(), display };
  return { conversion: { ...(conversionRecord.toJson(record) as object), rate } };
}
