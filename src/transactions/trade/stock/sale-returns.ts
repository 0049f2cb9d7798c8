import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { AccountId } from "../../../primitives/account-id.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { partOf } from "../../customs/tax/assess.ts";
import { stored } from "../../stored.ts";
import { placeOf, quantity, reference } from "./records.ts";
import { outOf } from "./sale-lines.ts";
import { RETURNS_MAX, type SaleLine, type SaleRecord, sales } from "./sales.ts";

/** What says which goods of an order come back: so much of a line, and whether it can be sold again. */
export const comingBack = {
  sale: field.hash(),
  line: field.uint(8),
  quantity,
  /** False of what is damaged: it is not on the shelf again. */
  restock: field.bool(),
  /** Of the paper with which it came. */
  reference,
} as const;

/** Goods of an order that came back, linked to the line by which they were sold. */
export const saleReturnRecord = field.record({
  ...comingBack,
  place: field.uint(16),
  /** Their part of the line's total, in minor units: what the mall pays back, or what the goods that go instead are worth. */
  worth: field.uint64(),
  /** The line of what is sent instead; absent if the money goes back. */
  instead: field.optional(field.uint(8)),
  by: field.account(),
  height: field.count(),
  timeMs: field.count(),
});
export type SaleReturnRecord = ValueOf<typeof saleReturnRecord>;

export function saleReturnsPrefix(sale: Uint8Array): string {
  return `trade/sale-return/${toHex(sale)}/`;
}
/** By order and place, from 0. */
export const saleReturns = stored(
  saleReturnRecord,
  (sale: Uint8Array, place: number) => `${saleReturnsPrefix(sale)}${placeOf(place)}`,
);

export const comingBackFailures = {
  ...ownEnterpriseFailures,
  ZERO_QUANTITY: "Nothing is no quantity. Say how much came back, in 0.00001 of the unit.",
  UNKNOWN_SALE: "No order of another mall has this id. trade_sales shows those you have part in.",
  NO_SUCH_LINE: "The order has fewer lines. trade_sale shows them, from 0.",
  MORE_THAN_OUT: "The buyer has less of this line: the rest was not sent, or has come back.",
  TOO_LATE:
    "The time to give these goods back has passed. trade_sale shows until when it was; settle it with the buyer apart.",
  TOO_MANY_RETURNS:
    "Goods of the order came back a hundred times. Settle the rest with the buyer apart.",
  STOCK_FULL: "The shelf cannot count so much. Look for a mistake in the quantity.",
} as const;

interface ComingBack {
  readonly sale: Uint8Array;
  readonly line: number;
  readonly quantity: bigint;
}

/** The order and line whose goods come back to its warehouse in time, and what they are worth of it; why not otherwise. */
export function comesBack(
  ledger: LedgerReader,
  { sale: id, line: at, quantity: more }: ComingBack,
  { source, timeMs }: { readonly source: AccountId; readonly timeMs: number },
):
  | { readonly sale: SaleRecord; readonly line: SaleLine; readonly worth: bigint }
  | Exclude<keyof typeof comingBackFailures, "ZERO_QUANTITY" | "STOCK_FULL"> {
  const sale = sales.read(ledger, id);
  if (sale === undefined) return "UNKNOWN_SALE";
  const owner = ownEnterprise(ledger, source, sale.warehouse, "warehouse");
  if (typeof owner === "string") return owner;
  const line = sale.lines[at];
  if (line === undefined) return "NO_SUCH_LINE";
  if (more > outOf(line)) return "MORE_THAN_OUT";
  if (timeMs > line.returnBy!) return "TOO_LATE";
  if (sale.returns >= RETURNS_MAX) return "TOO_MANY_RETURNS";
  const worth = partOf(line.total, line.quantity, line.returned, more);
  return { sale, line, worth };
}
