import type { AccountId } from "../../../../primitives/account-id.ts";
import { field } from "../../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../../../state/ledger.ts";
import { hasCode } from "../../../customs/enterprises/own.ts";
import { enterprises } from "../../../customs/enterprises/records.ts";
import { lists } from "../../../customs/lists/records.ts";
import { RELEASED } from "../../../customs/lists/states.ts";
import {
  orders,
  waybillKey,
  waybillNumberId,
  waybillNumbers,
} from "../../../customs/orders/records.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { goOn, orderNow } from "./due.ts";
import {
  mallLine,
  type MallOrder,
  mallOrders,
  ORDER_LINES_MAX,
  orderStatus,
  ordersOfParcel,
  PARCEL_ORDERS_MAX,
  PARCELS_MAX,
} from "./records.ts";
import { isSome, restOf, shipLine } from "./shelves.ts";
import { statusFailures, whyNotShippable } from "./status.ts";
import { withStep } from "./steps.ts";

const { UNKNOWN_ORDER, NOT_PAID, ALREADY_SHIPPED, ORDER_DONE, ORDER_CANCELLED } = statusFailures;

/** Of one line so much, in 0.00001 of its unit. */
export const lineQuantity = field.record({
  line: field.uint(8),
  quantity: mallLine.shape.quantity,
});

/**
 * trade.order.ship: the merchant or the warehouse sends goods of a paid order with a waybill, all or a part. What lies in a bonded
 * warehouse leaves it when customs has released it.
 */
export const shipOrder = defineOperation({
  tag: 0x050a,
  name: "trade.order.ship",
  since: 9,
  summary: "The merchant or the warehouse sends goods of a paid order with a waybill.",
  signatories: ["merchant", "enterprise", "warehouse"],
  threshold: "medium",
  body: field.record({
    order: field.hash(),
    ...waybillKey,
    lines: field.list(lineQuantity, ORDER_LINES_MAX, 1),
  }),
  result: field.record({ status: orderStatus }),
  failures: {
    ...{ UNKNOWN_ORDER, NOT_PAID, ALREADY_SHIPPED, ORDER_DONE, ORDER_CANCELLED },
    NOT_YOUR_GOODS:
      "A line is sent by its merchant or by the warehouse where it lies, and the source is neither.",
    LINE_TWICE: "A line is named twice. Add the quantities up.",
    UNKNOWN_LINE: "The order has no such line. Lines are counted from 0; trade_order shows them.",
    MORE_THAN_ORDERED:
      "A quantity is nothing, no whole number of bundles, or more than is left of its line. trade_order shows what is.",
    UNKNOWN_WAYBILL:
      "No parcel of the carrier has this number. The carrier declares the waybill first.",
    TOO_MANY_PARCELS: "The order went in eight parcels already. Send the rest with one of them.",
    NOT_RELEASED:
      "The goods lie in a warehouse of the importing country and customs has not released them. customs_order shows the list that has the order.",
  },
  keys: ({ body }) => [
    mallOrders.key(body.order),
    waybillNumbers.key(waybillNumberId(body.logisticsCode, body.logisticsNo)),
  ],
  check: ({ body: { lines } }) =>
    new Set(lines.map(({ line }) => line)).size < lines.length ? "LINE_TWICE" : undefined,
  apply({ source, body, ...moment }, ledger) {
    const { order: id, logisticsCode, logisticsNo } = body;
    const event = { source, ...moment };
    const order = orderNow(ledger, id, moment);
    if (order === undefined) return fail("UNKNOWN_ORDER");
    const why = whyNotShippable(order) ?? whyNotLines(ledger, order, body.lines, source);
    if (why !== undefined) return fail(why);
    const number = waybillNumberId(logisticsCode, logisticsNo);
    if (!ledger.has(waybillNumbers.key(number))) return fail("UNKNOWN_WAYBILL");
    const others = order.parcels.filter(
      (one) => one.logisticsCode !== logisticsCode || one.logisticsNo !== logisticsNo,
    );
    if (others.length === PARCELS_MAX) return fail("TOO_MANY_PARCELS");
    if (others.length === order.parcels.length) nameOrder(ledger, number, id);
    const parcels = [...others, { logisticsCode, logisticsNo, sentMs: moment.timeMs }];

    const lines = [...order.lines];
    for (const { line: at, quantity } of body.lines) {
      const line = lines[at]!;
      shipLine(ledger, order, line, quantity, event);
      lines[at] = { ...line, shipped: line.shipped + quantity };
    }
    const isAll = lines.every((one) => restOf(one) === 0n);
    const status = isAll ? ("shipped" as const) : ("shipping" as const);
    const code = `${logisticsCode}/${logisticsNo}`.slice(0, 80);
    const sent = withStep(ledger, { ...order, lines, parcels, status }, "ship", event, { code });
    // While a refund is asked for, its answer is what is waited for.
    const isWaiting = order.asking !== undefined || !isAll;
    mallOrders.write(ledger, isWaiting ? sent : goOn(ledger, sent, moment), id);
    return done({ status });
  },
});

function whyNotLines(
  ledger: LedgerReader,
  order: MallOrder,
  wanted: readonly { readonly line: number; readonly quantity: bigint }[],
  source: AccountId,
) {
  for (const { line: at, quantity } of wanted) {
    const line = order.lines[at];
    if (line === undefined) return "UNKNOWN_LINE";
    const isOwn = [order.ebcCode, line.warehouse].some((code) => hasCode(ledger, source, code));
    if (!isOwn) return "NOT_YOUR_GOODS";
    if (!isSome(line, quantity, restOf(line))) return "MORE_THAN_ORDERED";
    if (isHeld(ledger, order, line.warehouse)) return "NOT_RELEASED";
  }
  return undefined;
}

/** Whether goods lie in the importing country and customs has not let them go. */
function isHeld(ledger: LedgerReader, order: MallOrder, warehouse: string | undefined): boolean {
  if (order.direction !== "import" || warehouse === undefined) return false;
  if (enterprises.read(ledger, warehouse)?.country !== order.country) return false;
  const usedBy = orders.read(ledger, order.id)?.usedBy;
  const list = usedBy && lists.read(ledger, usedBy);
  return list === undefined || !RELEASED.includes(list.status);
}

/** Whoever follows a parcel finds the order; of a number that was used often, the last ones. */
function nameOrder(ledger: Ledger, number: Uint8Array, id: Uint8Array): void {
  const before = ordersOfParcel.read(ledger, number)?.orders ?? [];
  ordersOfParcel.write(ledger, { orders: [...before, id].slice(-PARCEL_ORDERS_MAX) }, number);
}
