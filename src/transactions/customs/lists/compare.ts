import { equalBytes } from "../../../primitives/bytes.ts";
import type { OrderRecord, SlipRecord, WaybillRecord } from "../orders/records.ts";
import type { Mismatch } from "./mismatches.ts";
import type { ListContent } from "./records.ts";

/** The documents that a list names, all there. Exports may have no slip. */
export interface Documents {
  readonly order: OrderRecord;
  readonly slip: SlipRecord | undefined;
  readonly waybill: WaybillRecord;
}

/** What does not fit between a list and its documents, whatever else the ledger holds (docs/domain section 4, automatic match). */
export function compare(list: ListContent, documents: Documents): Mismatch[] {
  const { order, waybill } = documents;
  const rows: readonly (readonly [Mismatch, boolean])[] = [
    ["ORDER_DIRECTION", order.direction === list.direction],
    ["WAYBILL_DIRECTION", waybill.direction === list.direction],
    ...comparePayment(list, documents),
    ["EBC_CODE", list.ebcCode === order.ebcCode],
    ["ACTURAL_PAID", isSumPaid(order)],
    ["CONSIGNEE", isSame(waybill.consignee, order.consignee)],
    ["LIST_CURRENCY", list.currency === order.currency],
    ["FREIGHT", list.freight === order.freight],
    ["GOODS_VALUE", sumOf(order.lines) === order.goodsValue],
    ...compareLines(list, order),
  ];
  return rows.filter(([, fits]) => !fits).map(([code]) => code);
}

function comparePayment(
  list: ListContent,
  { order, slip }: Documents,
): (readonly [Mismatch, boolean])[] {
  if (slip === undefined) return [];
  return [
    ["PAYMENT_DIRECTION", slip.direction === list.direction],
    ["ORDER_NO", slip.orderNo === order.orderNo],
    ["EBP_CODE", slip.ebpCode === order.ebpCode],
    ["AMOUNT_PAID", slip.amountPaid === order.acturalPaid],
    ["PAYMENT_CURRENCY", slip.currency === order.currency],
    ["PAYER", isSame(slip.payer, order.buyer)],
  ];
}

function compareLines(list: ListContent, order: OrderRecord): (readonly [Mismatch, boolean])[] {
  if (list.lines.length !== order.lines.length) return [["LINE_COUNT", false]];
  const pairs = list.lines.map((line, at) => [line, order.lines[at]!] as const);
  return [
    ["LINE_ITEM_NO", pairs.every(([one, other]) => one.itemNo === other.itemNo)],
    ["LINE_QUANTITY", pairs.every(([one, other]) => one.quantity === other.quantity)],
    ["LINE_UNIT", pairs.every(([one, other]) => one.unit === other.unit)],
    ["LINE_TOTAL", pairs.every(([one, other]) => one.total === other.total)],
  ];
}

function isSumPaid({ goodsValue, freight, taxTotal, discount, acturalPaid }: OrderRecord): boolean {
  return goodsValue + freight + taxTotal - discount === acturalPaid;
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return equalBytes(one, other);
}

/** Minor units of lines together. */
export function sumOf(lines: readonly { readonly total: bigint }[]): bigint {
  return lines.reduce((sum, { total }) => sum + total, 0n);
}
