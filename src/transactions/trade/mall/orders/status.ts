import type { MallOrder, OrderStatus } from "./records.ts";

export const statusFailures = {
  UNKNOWN_ORDER: "No order of a mall has this id. trade_orders shows those of an account.",
  NOT_PAID:
    "The order is not paid. Nothing is sent before; trade_order shows until when it can be.",
  ALREADY_PAID: "The order is paid. trade_order shows what became of it.",
  NOT_SHIPPED: "The order was not sent yet, or not all of it. trade_order shows what was.",
  ALREADY_SHIPPED: "All of the order was sent. Its buyer can ask for a refund.",
  ORDER_DONE:
    "The order is done: accepted, over its time, refunded or decided by the arbiter. Its money is not in escrow any more.",
  ORDER_CANCELLED: "The order was cancelled, or was not paid or sent in time. Place another.",
} as const;
type Failure = keyof typeof statusFailures;

/** An order that waits for somebody. */
export const OPEN: readonly OrderStatus[] = ["placed", "paid", "shipping", "shipped"];
const OVER = { done: "ORDER_DONE", cancelled: "ORDER_CANCELLED" } as const;

/** What an operation says to the statuses in which it cannot be carried out. */
const refusing =
  <const C extends Failure>(codes: Partial<Readonly<Record<OrderStatus, C>>>) =>
  ({ status }: MallOrder): C | undefined =>
    codes[status];

export const whyNotPayable = refusing({
  ...{ paid: "ALREADY_PAID", shipping: "ALREADY_PAID", shipped: "ALREADY_PAID" },
  ...OVER,
});
export const whyNotShippable = refusing({
  placed: "NOT_PAID",
  shipped: "ALREADY_SHIPPED",
  ...OVER,
});
export const whyNotAcceptable = refusing({
  ...{ placed: "NOT_PAID", paid: "NOT_SHIPPED", shipping: "NOT_SHIPPED" },
  ...OVER,
});
/** Refunds and disputes are about money in escrow. */
export const whyNotInEscrow = refusing({ placed: "NOT_PAID", ...OVER });
export const whyNotCancellable = refusing({ shipped: "ALREADY_SHIPPED", ...OVER });
