import { DAYS, LIMITS } from "../world.ts";
import type { Declaration, Key, OrderSaid } from "../words.ts";
import {
  type Books,
  type Document,
  endAfter,
  type Moment,
  note,
  type Order,
  yearOf,
} from "./books.ts";
import type { Deadlines } from "./deadlines.ts";
import { evaluateAll, hasLapsed, keepOfYear, numberName, orderName, slipName } from "./matching.ts";
import { fitsYear, isSingle } from "./tax.ts";

/** Done, with what became of the lists that wait; or why not. */
export type Outcome = { readonly said: string } | { readonly fails: string };
export const fails = (code: string): Outcome => ({ fails: code });

/** Only its own originator sends a document, if it is approved for that. */
export function whyNotOwner(
  books: Books,
  by: string,
  code: string,
  kind: string,
): string | undefined {
  if (books.ownerOf(code) !== by) return "NOT_YOUR_ENTERPRISE";
  return books.isActive(code, kind) ? undefined : "ENTERPRISE_NOT_ACTIVE";
}

function whyNotMessage(
  books: Books,
  { guid, appType }: Declaration,
  known: Document | undefined,
): string | undefined {
  if (books.messages.has(guid)) return "MESSAGE_REPEATED";
  if (appType === "new") return known === undefined ? undefined : "DOCUMENT_EXISTS";
  if (known?.status !== "live") return "UNKNOWN_DOCUMENT";
  return known.usedBy === undefined ? undefined : "DOCUMENT_IN_USE";
}

type Of<N extends Declaration["kind"]> = Extract<Declaration, { kind: N }>;

/** What a message makes of what is kept of a document. */
function stateAfter(
  { guid, isDraft }: Declaration,
  name: string,
  known: Document | undefined,
  { timeMs }: Moment,
): Document {
  const kept = { usedBy: undefined, events: known?.events ?? [] };
  return { name, guid, isDraft, status: "live", timeMs, ...kept };
}

export function declareOrder(
  books: Books,
  deadlines: Deadlines,
  act: Of<"order">,
  moment: Moment,
): Outcome {
  const [ebpCode, orderNo] = act.key;
  const why = whyNotOwner(books, moment.by, ebpCode, "platform");
  if (why !== undefined) return fails(why);
  const name = orderName(ebpCode, orderNo);
  const known = books.orders.get(name);
  const isPast = known !== undefined && hasLapsed(known, moment.timeMs);
  const code = whyNotMessage(books, act, isPast ? { ...known, status: "lapsed" } : known);
  if (code !== undefined) return fails(code);
  const { content } = act;
  const year = yearOf(moment.timeMs);
  if (content !== undefined) {
    const isSame = known?.said.buyer === content.buyer && known?.year === year;
    const kept = { said: content, year, reserved: isSame ? known.reserved : 0n };
    const unfit = whyNotGoods(books, content) ?? whyNotLimits(books, kept);
    if (unfit !== undefined) return fails(unfit);
  }
  books.messages.set(act.guid, name);
  if (known !== undefined) keepOfYear(books, known, 0n);
  if (content === undefined) remove(known!, act, moment);
  else {
    const expiresAt = known?.expiresAt ?? endAfter(moment.timeMs, DAYS.order);
    const state = stateAfter(act, name, known, moment);
    const order: Order = { ...state, said: content, reserved: 0n, year, expiresAt };
    books.orders.set(name, order);
    note(order, act.appType, moment);
    const isKept = content.direction === "import" && !act.isDraft;
    if (isKept) keepOfYear(books, order, worthOf(content));
    if (known === undefined) deadlines.add(expiresAt, { kind: "order", name });
  }
  return { said: evaluateAll(books, [name], moment.timeMs) };
}

function remove(known: Document, { guid }: Declaration, moment: Moment): void {
  [known.guid, known.status] = [guid, "deleted"];
  note(known, "delete", moment);
}

/** Price and freight; what insurance adds is in the list. */
const worthOf = ({ goodsValue, freight }: OrderSaid): bigint => goodsValue + freight;

function whyNotGoods(books: Books, { ebcCode, lines }: OrderSaid): string | undefined {
  if (!books.isActive(ebcCode, "merchant")) return "MERCHANT_NOT_ACTIVE";
  const are = lines.map(({ itemNo }) => `${ebcCode} ${itemNo}`);
  const areOnRecord = are.every((one) => books.articles.has(one) && !books.suspended.has(one));
  return areOnRecord ? undefined : "COMMODITY_NOT_ACTIVE";
}

function whyNotLimits(
  books: Books,
  order: Pick<Order, "said" | "year" | "reserved">,
): string | undefined {
  const { said } = order;
  if (said.direction === "export") return undefined;
  const worth = worthOf(said);
  if (worth > LIMITS.transaction && !isSingle(said.lines)) return "TRANSACTION_LIMIT";
  return fitsYear(books, order, worth) ? undefined : "ANNUAL_LIMIT";
}

export function declareSlip(books: Books, act: Of<"payment">, moment: Moment): Outcome {
  const why = whyNotOwner(books, moment.by, act.key[0], "payment-firm");
  if (why !== undefined) return fails(why);
  const name = slipName(...act.key);
  const known = books.slips.get(name);
  const code = whyNotMessage(books, act, known);
  if (code !== undefined) return fails(code);
  books.messages.set(act.guid, name);
  const documents = [name];
  // It speaks of the order that it named before no more.
  const before = known && orderName(known.said.ebpCode, known.said.orderNo);
  if (before !== undefined && books.slipOfOrder.get(before) === name) {
    books.slipOfOrder.delete(before);
  }
  const { content } = act;
  if (content === undefined) remove(known!, act, moment);
  else {
    const slip = { ...stateAfter(act, name, known, moment), said: content };
    books.slips.set(name, slip);
    note(slip, act.appType, moment);
    const order = orderName(content.ebpCode, content.orderNo);
    books.slipOfOrder.set(order, name);
    documents.push(order);
  }
  if (before !== undefined) documents.push(before);
  return { said: evaluateAll(books, documents, moment.timeMs) };
}

/** The parcel that has a number. In one day no number comes to another parcel. */
export function parcelOf(books: Books, [code, no]: Key) {
  const name = books.numbers.get(numberName(code, no));
  return name === undefined ? undefined : books.waybills.get(name);
}

export function declareWaybill(books: Books, act: Of<"waybill">, moment: Moment): Outcome {
  const [logisticsCode, logisticsNo] = act.key;
  const why = whyNotOwner(books, moment.by, logisticsCode, "carrier");
  if (why !== undefined) return fails(why);
  const number = numberName(logisticsCode, logisticsNo);
  const known = parcelOf(books, act.key);
  const code = whyNotMessage(books, act, known);
  if (code !== undefined) return fails(code);
  const name = `waybill ${logisticsCode} ${logisticsNo} 1`;
  books.messages.set(act.guid, name);
  books.numbers.set(number, name);
  const { content } = act;
  if (content === undefined) remove(known!, act, moment);
  else {
    const more = { said: content, where: known?.where, arrivedAt: known?.arrivedAt };
    const waybill = { ...stateAfter(act, name, known, moment), ...more };
    books.waybills.set(name, waybill);
    note(waybill, act.appType, moment);
  }
  return { said: evaluateAll(books, [number], moment.timeMs) };
}

export function trackWaybill(
  books: Books,
  act: { readonly guid: string; readonly waybill: Key; readonly status: string },
  moment: Moment,
): Outcome {
  const why = whyNotOwner(books, moment.by, act.waybill[0], "carrier");
  if (why !== undefined) return fails(why);
  if (books.messages.has(act.guid)) return fails("MESSAGE_REPEATED");
  const parcel = parcelOf(books, act.waybill);
  if (parcel?.status !== "live") return fails("UNKNOWN_WAYBILL");
  books.messages.set(act.guid, parcel.name);
  parcel.where = act.status;
  note(parcel, "status", moment, act.status);
  return { said: "" };
}

export function arrive(
  books: Books,
  act: { readonly guid: string; readonly operator: string; readonly waybill: Key },
  moment: Moment,
): Outcome {
  const why = whyNotOwner(books, moment.by, act.operator, "warehouse");
  if (why !== undefined) return fails(why);
  if (books.messages.has(act.guid)) return fails("MESSAGE_REPEATED");
  const parcel = parcelOf(books, act.waybill);
  if (parcel?.status !== "live") return fails("UNKNOWN_WAYBILL");
  books.messages.set(act.guid, parcel.name);
  parcel.arrivedAt ??= moment.timeMs;
  note(parcel, "arrive", moment);
  return { said: "" };
}

/** Nobody declared the order in time: its part of the year is free again. */
export function lapse(books: Books, name: string, timeMs: number): void {
  const order = books.orders.get(name)!;
  if (!hasLapsed(order, timeMs)) return;
  keepOfYear(books, order, 0n);
  order.status = "lapsed";
  note(order, "lapse", { by: "-", timeMs });
}
