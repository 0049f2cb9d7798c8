import { dayOf, yearOf } from "../../../primitives/civil-day.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { addDeadline } from "../../deadlines/deadlines.ts";
import { parameterAt } from "../../rules/parameter-at.ts";
import { CNY } from "../codes.ts";
import { commodities } from "../commodities/records.ts";
import { isActive } from "../enterprises/own.ts";
import { inForce } from "../filing.ts";
import { addEvent, type Moment } from "../history.ts";
import { evaluateAll } from "../lists/evaluate.ts";
import { type MessageFailure, type MessageHead, takeMessage } from "../messages.ts";
import { change, isWithinYear } from "../tax/annual.ts";
import { daysAfter } from "../tax/bill.ts";
import { isSingle } from "../tax/judge.ts";
import { orderAt } from "./due.ts";
import type { orderContent } from "./records.ts";
import { orderId, type OrderRecord, orders } from "./records.ts";

/** Why an order is not taken, whoever brings it. */
export const orderFailures = {
  IMPORT_FIELDS:
    "An import names its buyer's person key and its consignee, and is in customs currency 142.",
  MERCHANT_NOT_ACTIVE:
    "The merchant (ebcCode) is not approved or is suspended. customs_enterprise shows it.",
  COMMODITY_NOT_ACTIVE:
    "A line's article is not on record or not approved. customs_commodities shows the merchant's.",
  TRANSACTION_LIMIT:
    "Goods worth more than one transaction's limit have to be a single article. Otherwise import them by general trade.",
  ANNUAL_LIMIT:
    "The buyer's annual limit does not suffice. Import the goods by general trade; customs_person shows what is left.",
} as const;

type OrderContent = ValueOf<typeof orderContent>;

/** Whether an order says what customs needs of an import, if it is one. */
export function isComplete({ direction, buyer, consignee, currency }: OrderContent): boolean {
  const isNamed = buyer !== undefined && consignee !== undefined && currency === CNY;
  return direction !== "import" || isNamed;
}

/** A message about an order, and of whose country its platform is. */
interface OrderMessage extends MessageHead {
  readonly ebpCode: string;
  readonly orderNo: string;
  readonly content: OrderContent | undefined;
}

/**
 * Takes what a platform says of an order: its guid is used, the order is kept or deleted, the buyer's annual limit keeps what it is
 * worth, and the lists that wait for it are matched. Its id and what became of the lists; or why not.
 */
export function takeOrder(
  ledger: Ledger,
  country: string,
  message: OrderMessage,
  event: Moment,
):
  | { readonly id: Uint8Array; readonly lists: ReturnType<typeof evaluateAll> }
  | keyof typeof orderFailures
  | MessageFailure {
  const { ebpCode, orderNo, appStatus, guid, content } = message;
  const { height, timeMs, protocolVersion } = event;
  const moment = { height, timeMs, protocolVersion };
  const id = orderId(ebpCode, orderNo);
  const known = orderAt(ledger, id, timeMs);
  const steps = takeMessage(ledger, { kind: "order", id, known }, message, event);
  if (typeof steps === "string") return steps;
  if (known !== undefined) change(ledger, known, -known.reserved);

  if (content === undefined) {
    const deleted = { ...known!, guid, status: "deleted" as const, reserved: 0n, steps };
    orders.write(ledger, deleted, id);
    return { id, lists: evaluateAll(ledger, [id], moment) };
  }
  const year = yearOf(dayOf(timeMs));
  const expiresAt = known?.expiresAt ?? daysAfter(ledger, country, "customs-order-days", timeMs);
  const record = {
    ...{ id, ebpCode, orderNo, ...content, country, guid, appStatus, status: "live" as const },
    ...{ usedBy: undefined, reserved: 0n, year, expiresAt, steps, height, timeMs },
  };
  const why = whyNotGoods(ledger, record) ?? whyNotLimits(ledger, record);
  if (why !== undefined) return why;
  reserve(ledger, record);
  if (known === undefined) addDeadline(ledger, expiresAt, "customs-order", id);
  return { id, lists: evaluateAll(ledger, [id], moment) };
}

/** Whether an inventory list was matched with an order: it cannot change then. */
export function isInUse(ledger: LedgerReader, id: Uint8Array): boolean {
  return orders.read(ledger, id)?.usedBy !== undefined;
}

/** Takes an order off that no list was matched with, by no message: the mall has cancelled it. */
export function dropOrder(ledger: Ledger, id: Uint8Array, event: Moment): void {
  const order = orderAt(ledger, id, event.timeMs)!;
  if (order.status !== "live") return;
  change(ledger, order, -order.reserved);
  const steps = addEvent(ledger, order, "delete", event);
  orders.write(ledger, { ...order, status: "deleted", reserved: 0n, steps }, id);
  evaluateAll(ledger, [id], event);
}

/** Only recorded goods of an approved merchant are ordered. */
function whyNotGoods(
  ledger: LedgerReader,
  { country, ebcCode, lines }: OrderRecord,
): "MERCHANT_NOT_ACTIVE" | "COMMODITY_NOT_ACTIVE" | undefined {
  if (!isActive(ledger, country, ebcCode, "merchant")) return "MERCHANT_NOT_ACTIVE";
  const areOnRecord = lines.every(
    ({ itemNo }) => inForce(commodities.read(ledger, ebcCode, itemNo)) !== undefined,
  );
  return areOnRecord ? undefined : "COMMODITY_NOT_ACTIVE";
}

/** What an order is worth before insurance, which the list names: price and freight. */
function worthOf({ goodsValue, freight }: OrderRecord): bigint {
  return goodsValue + freight;
}

function whyNotLimits(
  ledger: LedgerReader,
  order: OrderRecord,
): "TRANSACTION_LIMIT" | "ANNUAL_LIMIT" | undefined {
  const { direction, country, lines, timeMs } = order;
  if (direction === "export") return undefined;
  const worth = worthOf(order);
  const { value } = parameterAt(ledger, country, "customs-transaction-limit", timeMs);
  if (worth > value && !isSingle(lines)) return "TRANSACTION_LIMIT";
  return isWithinYear(ledger, order, worth, timeMs) ? undefined : "ANNUAL_LIMIT";
}

/** Keeps the order, and of the buyer's annual limit what it is worth. A draft keeps nothing. */
function reserve(ledger: Ledger, order: OrderRecord): void {
  const keeps = order.direction === "import" && order.appStatus === "declare";
  const reserved = keeps ? worthOf(order) : 0n;
  change(ledger, order, reserved);
  orders.write(ledger, { ...order, reserved }, order.id);
}
