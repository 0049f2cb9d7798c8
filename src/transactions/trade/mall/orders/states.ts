import type { Move } from "../../states.ts";
import type { MallOrder, OrderStatus } from "./records.ts";
import type { StepName } from "./steps.ts";

/** Who has a part in an order. */
export type OrderParty = "buyer" | "platform" | "merchant" | "warehouse" | "arbiter";

const IN_ESCROW: readonly OrderStatus[] = ["paid", "shipping", "shipped"];
const UNSENT: readonly OrderStatus[] = ["placed", "paid"];
const SENDERS: readonly OrderParty[] = ["merchant", "warehouse"];
const CANCELLERS: readonly OrderParty[] = ["buyer", "platform", "merchant"];

/** The life of an order of a mall. */
export const orderMoves: readonly Move<OrderStatus, StepName, OrderParty>[] = [
  { step: "place", by: ["platform"], from: [], to: "placed" },
  { step: "pay", by: ["buyer"], from: ["placed"], to: "paid" },
  { step: "ship", by: SENDERS, from: ["paid", "shipping"], to: "shipping", if: "a part" },
  { step: "ship", by: SENDERS, from: ["paid", "shipping"], to: "shipped", if: "the rest" },
  { step: "accept", by: ["buyer"], from: ["shipped"], to: "done", if: "not disputed" },
  { step: "time-out", by: ["ledger"], from: UNSENT, to: "cancelled" },
  { step: "time-out", by: ["ledger"], from: ["shipping"], to: "shipped" },
  { step: "time-out", by: ["ledger"], from: ["shipped"], to: "done" },
  { step: "cancel", by: CANCELLERS, from: UNSENT, to: "cancelled", if: "not declared" },
  { step: "cancel", by: ["merchant"], from: ["shipping"], to: "shipped", if: "the rest" },
  { step: "refund-ask", by: ["buyer"], from: IN_ESCROW },
  { step: "refund-agree", by: ["merchant", "ledger"], from: IN_ESCROW, if: "a part" },
  { step: "refund-agree", by: ["merchant", "ledger"], from: IN_ESCROW, to: "done", if: "all" },
  { step: "refund-refuse", by: ["merchant"], from: IN_ESCROW },
  { step: "dispute", by: ["buyer"], from: IN_ESCROW },
  { step: "decide", by: ["arbiter"], from: IN_ESCROW, to: "done" },
  { step: "return", by: SENDERS, from: ["shipping", "shipped", "done"], if: "sent" },
];

/** Whose turn it is in each status; by when is in `due.ts`. */
export const orderWaitsFor: Readonly<Record<OrderStatus, readonly OrderParty[]>> = {
  placed: ["buyer"],
  paid: SENDERS,
  shipping: SENDERS,
  shipped: ["buyer"],
  done: [],
  cancelled: [],
};

/** Of a refund within an order; `none` is that of an order in which none is asked for. */
export type RefundStatus = "none" | NonNullable<MallOrder["asking"]>["status"];

/** What happens to a refund that is asked for, while the order goes on. A drop is no step of the order's history. */
export const refundMoves: readonly Move<RefundStatus, StepName | "drop", OrderParty>[] = [
  { step: "refund-ask", by: ["buyer"], from: ["none"], to: "asked" },
  { step: "refund-agree", by: ["merchant", "ledger"], from: ["asked"], to: "none" },
  { step: "refund-refuse", by: ["merchant"], from: ["asked"], to: "refused" },
  { step: "drop", by: ["ledger"], from: ["refused"], to: "none" },
  { step: "dispute", by: ["buyer"], from: ["refused"], to: "disputed" },
  { step: "decide", by: ["arbiter"], from: ["disputed"], to: "none" },
  { step: "accept", by: ["buyer"], from: ["asked", "refused"], to: "none" },
];

export const refundWaitsFor: Readonly<Record<RefundStatus, readonly OrderParty[]>> = {
  none: [],
  asked: ["merchant"],
  refused: ["buyer"],
  disputed: ["arbiter"],
};
