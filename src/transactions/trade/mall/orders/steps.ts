import { toHex } from "../../../../primitives/bytes.ts";
import { field } from "../../../../primitives/fields/index.ts";
import { limits } from "../../../../primitives/limits.ts";
import type { Ledger } from "../../../../state/ledger.ts";
import type { OperationContext } from "../../../definition.ts";
import { stored } from "../../../stored.ts";
import { type MallOrder, NO_PORTION, type Portion, portion } from "./records.ts";

/** What can happen to an order. Entries are only ever added at the end. */
export const STEPS = [
  "place",
  "pay",
  "ship",
  "accept",
  "time-out",
  "cancel",
  "refund-ask",
  "refund-agree",
  "refund-refuse",
  "dispute",
  "decide",
  "return",
] as const;
export type StepName = (typeof STEPS)[number];

/** One step of an order, written once and kept for ever, with the money at it. */
export const stepRecord = field.record({
  step: field.choice(STEPS),
  code: field.optional(field.text(80)),
  /** Of it: what went into escrow, to the buyer, or to those who sold. */
  money: portion,
  /** What is in escrow after it. */
  escrow: portion,
  /** Absent where the ledger itself acted. */
  by: field.optional(field.account()),
  signers: field.list(field.bytes(32), limits.signersPerAccount),
  operation: field.optional(field.hash()),
  height: field.count(),
  timeMs: field.count(),
});

export function stepsPrefix(id: Uint8Array): string {
  return `trade/step/${toHex(id)}/`;
}
/** By order and place, from 0. */
export const steps = stored(
  stepRecord,
  (id: Uint8Array, place: number) => `${stepsPrefix(id)}${place.toString().padStart(6, "0")}`,
);

/** Whose operation it is and in which block; without a source where the ledger itself acts. */
export type Moment = Pick<OperationContext<unknown>, "height" | "timeMs"> &
  Partial<Pick<OperationContext<unknown>, "source" | "signers" | "operationId">>;

/** The order with one step more in its history; not written. */
export function withStep(
  ledger: Ledger,
  order: MallOrder,
  step: StepName,
  { source: by, signers = [], operationId: operation, height, timeMs }: Moment,
  {
    code,
    money = NO_PORTION,
  }: { readonly code?: string | undefined; readonly money?: Portion } = {},
): MallOrder {
  const at = { by, signers, operation, height, timeMs };
  steps.write(ledger, { step, code, money, escrow: order.escrow, ...at }, order.id, order.steps);
  return { ...order, steps: order.steps + 1 };
}
