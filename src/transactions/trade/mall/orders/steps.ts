import { toHex } from "../../../../primitives/bytes.ts";
import type { ValueOf } from "../../../../primitives/fields/field.ts";
import { field } from "../../../../primitives/fields/index.ts";
import { limits } from "../../../../primitives/limits.ts";
import type { Ledger } from "../../../../state/ledger.ts";
import type { Moment } from "../../../customs/history.ts";
import { stored } from "../../../stored.ts";
import { countStep } from "../statistics/count.ts";
import { DUES_MAX, type MallOrder, NO_PORTION, type Portion, portion } from "./records.ts";

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

/** Everybody who has a part of the price, the merchant, and the platform for the tax. */
const PAYOUTS_MAX = DUES_MAX + 2;
export const payout = field.record({
  to: field.account(),
  minor: field.uint64(),
  uetr: field.optional(field.uuid()),
});
export type Payout = ValueOf<typeof payout>;

/** One step of an order, written once and kept for ever, with the money at it. */
export const stepRecord = field.record({
  step: field.choice(STEPS),
  code: field.optional(field.text(80)),
  /** Of a dispute: hash of what speaks for the buyer. */
  evidence: field.optional(field.hash()),
  /** Of it: what went into escrow, to the buyer, or to those who sold. */
  money: portion,
  /** What is in escrow after it. */
  escrow: portion,
  /** What left it: to whom, how much, by which payment. */
  payouts: field.list(payout, PAYOUTS_MAX),
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

/** What a step says besides its name. */
interface About {
  readonly code?: string | undefined;
  readonly evidence?: Uint8Array | undefined;
  readonly money?: Portion;
  readonly payouts?: readonly Payout[];
}

/** The order with one step more in its history, which is counted; not written. */
export function withStep(
  ledger: Ledger,
  order: MallOrder,
  step: StepName,
  { source: by, signers = [], operationId: operation, height, timeMs }: Moment,
  { code, evidence, money = NO_PORTION, payouts = [] }: About = {},
): MallOrder {
  const at = { by, signers, operation, height, timeMs };
  const said = { step, code, evidence, money, escrow: order.escrow, payouts: [...payouts], ...at };
  steps.write(ledger, said, order.id, order.steps);
  countStep(ledger, order, step, timeMs);
  return { ...order, steps: order.steps + 1 };
}
