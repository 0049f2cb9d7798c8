import type { ListSaid } from "../words.ts";
import type { Books, List, Moment, Order, Slip, Waybill } from "./books.ts";
import { note } from "./books.ts";
import { count } from "./counts.ts";
import { assess, taxesOf, valueOf } from "./tax.ts";

interface Documents {
  readonly order: Order;
  readonly slip: Slip | undefined;
  readonly waybill: Waybill;
}

export const orderName = (code: string, no: string): string => `order ${code} ${no}`;
export const slipName = (code: string, no: string): string => `slip ${code} ${no}`;
export const numberName = (code: string, no: string): string => `number ${code} ${no}`;

/** What a list names: its order, the number of its waybill, its slip if it names one. */
export function namedBy({
  ebpCode,
  orderNo,
  logisticsCode,
  logisticsNo,
  payment,
}: ListSaid): string[] {
  const slip = payment === undefined ? [] : [slipName(...payment)];
  return [orderName(ebpCode, orderNo), numberName(logisticsCode, logisticsNo), ...slip];
}

export function claim(books: Books, { name, said }: List): void {
  for (const one of namedBy(said)) books.claims.set(one, [...(books.claims.get(one) ?? []), name]);
}

export function unclaim(books: Books, { name, said }: List): void {
  for (const one of namedBy(said)) {
    const rest = (books.claims.get(one) ?? []).filter((other) => other !== name);
    if (rest.length === 0) books.claims.delete(one);
    else books.claims.set(one, rest);
  }
}

/** Nobody has used an order in its time. It is past whether anybody has noted it or not. */
export function hasLapsed({ status, usedBy, expiresAt }: Order, timeMs: number): boolean {
  return status === "live" && usedBy === undefined && timeMs > expiresAt;
}

/** A document came, changed or went: every list that waits for it is matched, or hears why not. What became of them. */
export function evaluateAll(books: Books, documents: readonly string[], timeMs: number): string {
  const waiting = new Set(documents.flatMap((one) => books.claims.get(one) ?? []));
  const all = [...waiting].map((name) => {
    const list = books.lists.get(name)!;
    evaluate(books, list, timeMs);
    return `${name} ${resultOf(list)}`;
  });
  return all.sort().join("; ");
}

export function resultOf({ status, mismatches }: List): string {
  return [status, ...[...mismatches].sort()].join(" ");
}

/** The automatic match of one list that waits for it. */
export function evaluate(books: Books, list: List, timeMs: number): void {
  if (list.status !== "pending" && list.status !== "mismatched") return;
  const documents = documentsOf(books, list.said, timeMs);
  const moment = { by: "-", timeMs };
  if (documents === undefined) {
    [list.status, list.mismatches] = ["pending", []];
    return;
  }
  const { assessed, wrong } =
    list.said.direction === "import"
      ? assess(books, list.said, documents.order, timeMs)
      : { assessed: undefined, wrong: [] };
  const found = [
    ...whatDiffers(list.said, documents),
    ...whoIsNot(books, list, documents),
    ...whatIsUsed(list, documents),
    ...wrong,
  ];
  if (found.length > 0) return keepMismatches(books, list, found, moment);
  const { order, slip, waybill } = documents;
  for (const one of [order, slip, waybill]) if (one !== undefined) one.usedBy = list.name;
  const value = list.said.direction === "import" ? valueOf(list.said) : 0n;
  keepOfYear(books, order, value);
  if (assessed !== undefined) {
    books.guarantees.get(list.said.assureCode!)!.committed += taxesOf(assessed);
  }
  Object.assign(list, { status: "matched", mismatches: [], assessed, matchedAt: timeMs });
  [list.slip, list.waybill] = [slip?.name, waybill.name];
  note(list, "match", moment, "3"); // 3: sent to customs
  count(books, list, "matched", timeMs);
}

/** What an order keeps of its buyer's year is so much from now on. */
export function keepOfYear(books: Books, order: Order, value: bigint): void {
  const { buyer } = order.said;
  if (buyer !== undefined) books.year(buyer, order.year).reserved += value - order.reserved;
  order.reserved = value;
}

function keepMismatches(books: Books, list: List, found: readonly string[], moment: Moment): void {
  const isAsBefore = [...found].sort().join() === [...list.mismatches].sort().join();
  if (list.status === "mismatched" && isAsBefore) return;
  if (!list.events.some((one) => one.startsWith("mismatch "))) {
    count(books, list, "mismatched", moment.timeMs);
  }
  note(list, "mismatch", moment, String(found.length));
  [list.status, list.mismatches] = ["mismatched", found];
}

/** The documents, if all are there and declared. Of exports a slip may be missing that nobody names. */
function documentsOf(books: Books, said: ListSaid, timeMs: number): Documents | undefined {
  const { ebpCode, orderNo, payment, logisticsCode, logisticsNo, direction } = said;
  const order = books.orders.get(orderName(ebpCode, orderNo));
  const parcel = books.numbers.get(numberName(logisticsCode, logisticsNo));
  const waybill = parcel === undefined ? undefined : books.waybills.get(parcel);
  const last = books.slipOfOrder.get(orderName(ebpCode, orderNo));
  const slip = books.slips.get(payment === undefined ? (last ?? "") : slipName(...payment));
  const isThere = (one: Order | Slip | Waybill | undefined): boolean =>
    one?.status === "live" && !one.isDraft;
  if (!isThere(order) || hasLapsed(order!, timeMs) || !isThere(waybill)) return undefined;
  const isPaid = isThere(slip);
  if (!isPaid && (payment !== undefined || direction === "import")) return undefined;
  return { order: order!, slip: isPaid ? slip : undefined, waybill: waybill! };
}

function whatDiffers(list: ListSaid, documents: Documents): string[] {
  const [order, waybill, slip] = [
    documents.order.said,
    documents.waybill.said,
    documents.slip?.said,
  ];
  const prices = order.lines.reduce((sum, { total }) => sum + total, 0n);
  const { goodsValue, freight, taxTotal, discount, acturalPaid } = order;
  const [, , orderNo] = documents.order.name.split(" ");
  const rows: [string, boolean][] = [
    ["ORDER_DIRECTION", order.direction === list.direction],
    ["WAYBILL_DIRECTION", waybill.direction === list.direction],
    ["EBC_CODE", list.ebcCode === order.ebcCode],
    ["ACTURAL_PAID", goodsValue + freight + taxTotal - discount === acturalPaid],
    ["CONSIGNEE", waybill.consignee === order.consignee],
    ["LIST_CURRENCY", list.currency === order.currency],
    ["FREIGHT", list.freight === freight],
    ["GOODS_VALUE", prices === goodsValue],
    ["LINE_COUNT", list.lines.length === order.lines.length],
  ];
  if (slip !== undefined) {
    rows.push(
      ["PAYMENT_DIRECTION", slip.direction === list.direction],
      ["ORDER_NO", slip.orderNo === orderNo],
      ["EBP_CODE", documents.order.name === orderName(slip.ebpCode, orderNo!)],
      ["AMOUNT_PAID", slip.amountPaid === acturalPaid],
      ["PAYMENT_CURRENCY", slip.currency === order.currency],
      ["PAYER", slip.payer === order.buyer],
    );
  }
  if (list.lines.length === order.lines.length) {
    for (const [code, field] of LINE_FIELDS) {
      rows.push([code, list.lines.every((one, at) => one[field] === order.lines[at]![field])]);
    }
  }
  return rows.filter(([, fits]) => !fits).map(([code]) => code);
}
const LINE_FIELDS = [
  ["LINE_ITEM_NO", "itemNo"],
  ["LINE_QUANTITY", "quantity"],
  ["LINE_UNIT", "unit"],
  ["LINE_TOTAL", "total"],
] as const;

function whoIsNot(books: Books, { said, key }: List, { slip }: Documents): string[] {
  const { ebpCode, ebcCode, logisticsCode, areaCode, assureCode, lines } = said;
  const is = (code: string | undefined, kind: string): boolean =>
    code === undefined || books.isActive(code, kind);
  const hasPart = ["platform", "merchant", "carrier"].some((kind) => is(assureCode, kind));
  const goods = lines.map(({ itemNo, gcode, country }) => {
    const name = `${ebcCode} ${itemNo}`;
    const found = books.suspended.has(name) ? undefined : books.articles.get(name);
    return { found, gcode, country };
  });
  const recorded = goods.filter(({ found }) => found !== undefined);
  const rows: [string, boolean][] = [
    ["PLATFORM_NOT_ACTIVE", is(ebpCode, "platform")],
    ["MERCHANT_NOT_ACTIVE", is(ebcCode, "merchant")],
    ["CARRIER_NOT_ACTIVE", is(logisticsCode, "carrier")],
    ["DECLARANT_NOT_ACTIVE", is(key[0], "declarant")],
    ["PAYMENT_FIRM_NOT_ACTIVE", is(slip?.name.split(" ")[1], "payment-firm")],
    ["AREA_NOT_ACTIVE", is(areaCode, "warehouse")],
    ["GUARANTOR_NOT_ACTIVE", is(assureCode, "guarantor") && hasPart],
    ["COMMODITY_NOT_ACTIVE", recorded.length === goods.length],
    ["LINE_GCODE", recorded.every(({ found, gcode }) => found!.gcode === gcode)],
    ["LINE_COUNTRY", recorded.every(({ found, country }) => found!.origin === country)],
  ];
  return rows.filter(([, fits]) => !fits).map(([code]) => code);
}

function whatIsUsed({ name }: List, { order, slip, waybill }: Documents): string[] {
  const rows: [string, Order | Slip | Waybill | undefined][] = [
    ["ORDER_IN_USE", order],
    ["PAYMENT_IN_USE", slip],
    ["WAYBILL_IN_USE", waybill],
  ];
  return rows
    .filter(([, one]) => one?.usedBy !== undefined && one.usedBy !== name)
    .map(([code]) => code);
}
