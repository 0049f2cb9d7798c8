import type { Ledger } from "../../../../state/ledger.ts";
import type { Moment } from "../../../customs/history.ts";
import { dropOrder, isInUse } from "../../../customs/orders/take-order.ts";
import { addDeadline } from "../../../deadlines/deadlines.ts";
import { refund, releaseAll, sumOf } from "./escrow.ts";
import { type MallOrder, mallOrders, NO_PORTION, type Portion } from "./records.ts";
import { cancelUnsent } from "./shelves.ts";
import { OPEN } from "./status.ts";
import { type StepName, withStep } from "./steps.ts";
import { termOf, TRY_AGAIN_MS } from "./terms.ts";

/**
 * An order as it is at a time, whether the sweep has come by or not: if what it waited for did not happen in time, that is carried out
 * first. Of an operation that fails afterwards that is dropped with everything else, and the sweep does it again.
 */
export function orderNow(ledger: Ledger, id: Uint8Array, moment: Moment): MallOrder | undefined {
  const order = mallOrders.read(ledger, id);
  if (order?.dueAt === undefined || moment.timeMs <= order.dueAt || !OPEN.includes(order.status)) {
    return order;
  }
  const { height, timeMs, protocolVersion } = moment;
  const after = overdue(ledger, order, { height, timeMs, protocolVersion });
  mallOrders.write(ledger, after, id);
  return after;
}

/** The sweep's part: the order's deadline has passed, unless it has another one since. */
export function mallOrderDue(ledger: Ledger, id: Uint8Array, moment: Moment): void {
  orderNow(ledger, id, moment);
}

function overdue(ledger: Ledger, order: MallOrder, moment: Moment): MallOrder {
  const { asking, status } = order;
  if (asking?.status === "asked") {
    // Who does not answer agrees.
    const { goods, tax } = asking;
    return (
      refunded(ledger, order, { goods, tax }, "refund-agree", moment) ??
      later(ledger, order, moment)
    );
  }
  if (asking?.status === "refused") return goOn(ledger, { ...order, asking: undefined }, moment);
  if (status === "shipped") {
    return released(ledger, order, "time-out", moment) ?? later(ledger, order, moment);
  }
  return cut(ledger, order, "time-out", moment) ?? later(ledger, order, moment);
}

/** Tried again a day later: somebody cannot be paid now, or customs has the order. */
function later(ledger: Ledger, order: MallOrder, { timeMs }: Moment): MallOrder {
  return waiting(ledger, order, timeMs + TRY_AGAIN_MS);
}

/** The order with another deadline; not written. */
export function waiting(ledger: Ledger, order: MallOrder, dueAt: number | undefined): MallOrder {
  if (dueAt !== undefined) addDeadline(ledger, dueAt, "trade-order", order.id);
  return { ...order, dueAt };
}

/** Waits for what comes next by the order's status, from now on. */
export function goOn(ledger: Ledger, order: MallOrder, { timeMs }: Moment): MallOrder {
  const name = order.status === "shipped" ? "trade-accept-days" : "trade-ship-days";
  return waiting(ledger, order, termOf(ledger, order, name, timeMs));
}

/** A part goes back to the buyer; the order is done when nothing is left. Undefined if the buyer cannot be paid. */
export function refunded(
  ledger: Ledger,
  order: MallOrder,
  back: Portion,
  step: StepName,
  moment: Moment,
): MallOrder | undefined {
  const paid = refund(ledger, order, back, moment);
  if (typeof paid === "string") return undefined;
  const left = { ...paid.order, asking: undefined };
  const about = { money: back, payouts: paid.payouts };
  if (sumOf(left.escrow) > 0n) {
    return goOn(ledger, withStep(ledger, left, step, moment, about), moment);
  }
  if (order.parcels.length === 0 && !isInUse(ledger, order.id)) {
    dropOrder(ledger, order.id, moment);
  }
  const over = { ...cancelUnsent(ledger, left, moment), status: "done" as const };
  return withStep(ledger, { ...over, dueAt: undefined }, step, moment, about);
}

/** Everybody who sold is paid, and the order is done. Undefined if somebody cannot be paid. */
export function released(
  ledger: Ledger,
  order: MallOrder,
  step: StepName,
  moment: Moment,
): MallOrder | undefined {
  const money = order.escrow;
  const paid = releaseAll(ledger, order, moment);
  if (typeof paid === "string") return undefined;
  const over = { ...paid.order, status: "done" as const, asking: undefined, dueAt: undefined };
  return withStep(ledger, over, step, moment, { money, payouts: paid.payouts });
}

/**
 * What was not sent will not be: its stock is free, its price goes back. An order of which nothing was sent is cancelled, for customs too.
 * Undefined if the buyer cannot be paid, or an inventory list has the order.
 */
export function cut(
  ledger: Ledger,
  order: MallOrder,
  step: StepName,
  moment: Moment,
  code?: string,
): MallOrder | undefined {
  const isSent = order.parcels.length > 0;
  if (!isSent && isInUse(ledger, order.id)) return undefined;
  const back = isSent ? unsentOf(order) : order.escrow;
  const paid = refund(ledger, order, back, moment);
  if (typeof paid === "string") return undefined;
  const rest = { ...cancelUnsent(ledger, paid.order, moment), asking: undefined };
  const about = { money: back, payouts: paid.payouts, code };
  if (isSent) {
    const shipped = { ...rest, status: "shipped" as const };
    return goOn(ledger, withStep(ledger, shipped, step, moment, about), moment);
  }
  dropOrder(ledger, order.id, moment);
  const over = { ...rest, status: "cancelled" as const, dueAt: undefined };
  return withStep(ledger, over, step, moment, about);
}

/** Of goods, freight and tax the share of what was not sent, rounded down, as far as it is not refunded already. */
function unsentOf({ lines, whole, escrow }: MallOrder): Portion {
  const all = lines.reduce((sum, { total }) => sum + total, 0n);
  const sent = lines.reduce((sum, one) => sum + (one.total * one.shipped) / one.quantity, 0n);
  if (all === 0n) return NO_PORTION;
  const [goods, tax] = [whole.goods, whole.tax].map((part) => (part * (all - sent)) / all);
  const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
  return { goods: least(goods!, escrow.goods), tax: least(tax!, escrow.tax) };
}
