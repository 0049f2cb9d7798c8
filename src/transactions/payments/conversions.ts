import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import type { Amount } from "../../primitives/fields/ledger-kinds.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { entryKey } from "../entry-key.ts";
import { legs } from "../fx/paths/records.ts";
import { stored } from "../stored.ts";
import type { PaymentRecord } from "./records.ts";

/** What a payment was, or will be, converted from and to, and by which exchanges. Its rate is got ÷ gave, in minor units. */
export const conversionRecord = field.record({ gave: field.amount(), got: field.amount(), legs });
export type ConversionRecord = ValueOf<typeof conversionRecord>;

/** By UETR, beside a payment that is converted; kept as long as that. */
export const conversions = stored(conversionRecord, entryKey("conversion"));

/** What a payment's creditor got, or will get once it is approved: in another asset than was sent, if it is converted. */
export function deliveredOf(
  ledger: LedgerReader,
  { uetr, amount, holding }: PaymentRecord,
): Amount {
  const isPlain = holding !== undefined && holding.quote === undefined;
  const converted = isPlain ? undefined : conversions.read(ledger, uetr)?.got;
  return converted ?? { asset: amount.asset, minor: holding?.deliver ?? amount.minor };
}
