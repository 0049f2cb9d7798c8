import { field } from "../../../../primitives/fields/index.ts";
import type { Ledger } from "../../../../state/ledger.ts";
import { balanceFailures, move } from "../../../assets/balance.ts";
import { payFailures, receiveFailures, whyNotPay, whyNotReceive } from "../../../assets/control.ts";
import { placedOrders } from "../../../customs/orders/records.ts";
import { addDeadline } from "../../../deadlines/deadlines.ts";
import { defineOperation, done, fail, type OperationContext } from "../../../definition.ts";
import { MONEY_ROLES } from "../../../money-roles.ts";
import { isSuspended } from "../../../participants/records.ts";
import { payments } from "../../../payments/records.ts";
import { recordSettled } from "../../../payments/settled.ts";
import { spend, spendingFailures } from "../../../payments/spending.ts";
import { orderForPayer, payerFailures } from "./order-for.ts";
import { putInEscrow, sumOf } from "./escrow.ts";
import { type MallOrder, mallOrders } from "./records.ts";
import { statusFailures, whyNotPayable } from "./status.ts";
import { withStep } from "./steps.ts";
import { termOf } from "./terms.ts";

const { ALREADY_PAID, ORDER_DONE, ORDER_CANCELLED } = statusFailures;

/**
 * trade.order.pay: the payer pays an order into escrow. It is a payment to the firm that keeps the money, with the order's number, so
 * that a payment slip can speak of it; the firm cannot use it until the order is done.
 */
export const payOrder = defineOperation({
  tag: 0x0509,
  name: "trade.order.pay",
  since: 9,
  summary:
    "Pays an order of a mall into escrow, out of which its sellers are paid when it is done.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({ order: field.hash(), uetr: field.uuid() }),
  result: field.record({
    paid: field.amount(),
    /** Until when it is sent, or the money goes back. */
    shipBy: field.count(),
  }),
  failures: {
    ...payerFailures,
    ...{ ALREADY_PAID, ORDER_DONE, ORDER_CANCELLED },
    INSUFFICIENT_BALANCE: balanceFailures.INSUFFICIENT_BALANCE,
    ...payFailures,
    ...receiveFailures,
    ...spendingFailures,
    NOTHING_TO_PAY: "The order costs nothing. It cannot be paid into escrow; cancel it.",
    CREDITOR_SUSPENDED:
      "The firm that keeps the escrow is suspended. participant_get gives the reason; nothing was paid.",
    UETR_USED:
      "A payment with this UETR exists. Look it up with payment_get; if it is yours, it was paid.",
  },
  keys: ({ body }) => [mallOrders.key(body.order), payments.key(body.uetr)],
  check: () => undefined,
  apply({ source, body: { order: id, uetr }, ...moment }, ledger) {
    const order = orderForPayer(ledger, source, id, moment);
    if (typeof order === "string") return fail(order);
    const why = whyNotPayable(order) ?? whyNotPaid(ledger, order, uetr, moment);
    if (why !== undefined) return fail(why);
    const shipBy = termOf(ledger, order, "trade-ship-days", moment.timeMs);
    const paid = { ...order, status: "paid" as const, uetr, escrow: order.whole, dueAt: shipBy };
    placedOrders.write(ledger, { height: moment.height, payment: uetr }, id);
    addDeadline(ledger, shipBy, "trade-order", id);
    const event = { source, ...moment };
    mallOrders.write(ledger, withStep(ledger, paid, "pay", event, { money: order.whole }), id);
    return done({ paid: { asset: order.asset, minor: sumOf(order.whole) }, shipBy });
  },
});

/** Pays as a transfer does, and puts what was paid on hold where it arrives. */
function whyNotPaid(
  ledger: Ledger,
  order: MallOrder,
  uetr: Uint8Array,
  { operationId, height, timeMs }: Omit<OperationContext<unknown>, "source" | "body">,
) {
  const { payer, holder, asset, whole, orderNo } = order;
  const amount = { asset, minor: sumOf(whole) };
  if (amount.minor === 0n) return "NOTHING_TO_PAY";
  if (ledger.has(payments.key(uetr))) return "UETR_USED";
  if (isSuspended(ledger, holder)) return "CREDITOR_SUSPENDED";
  const code =
    whyNotPay(ledger, payer, amount) ??
    whyNotReceive(ledger, holder, amount) ??
    spend(ledger, payer, amount, timeMs);
  if (code !== undefined) return code;
  if (!move(ledger, payer, holder, amount)) return "INSUFFICIENT_BALANCE";
  const paid = { uetr, debtor: payer, creditor: holder, amount, endToEndId: orderNo };
  recordSettled(ledger, { ...paid, purpose: "GDDS" }, { operationId, height, timeMs });
  return putInEscrow(ledger, order) ? undefined : "INSUFFICIENT_BALANCE";
}
