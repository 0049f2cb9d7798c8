import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { limits } from "../../../primitives/limits.ts";
import type { Ledger } from "../../../state/ledger.ts";
import type { Moment } from "../../customs/history.ts";
import { stored } from "../../stored.ts";
import { type ClaimRecord, refundClaims } from "./claims.ts";
import { keepIndexes } from "./indexes.ts";

/** What can happen to a claim. Entries are only ever added at the end. */
export const CLAIM_EVENTS = [
  "claim",
  "approve",
  "refuse",
  "withdraw",
  "pay",
  "goods-back",
  "claw-back",
  "repay",
] as const;
export type ClaimEvent = (typeof CLAIM_EVENTS)[number];

/** One event of a claim, written once and kept for ever: who, with which keys, in which block. */
export const claimEvent = field.record({
  event: field.choice(CLAIM_EVENTS),
  /** Refund after it, or what was paid, demanded or repaid; minor units. */
  minor: field.uint64(),
  /** Why, in a word. */
  reason: field.optional(field.text(40)),
  by: field.optional(field.account()),
  signers: field.list(field.bytes(32), limits.signersPerAccount),
  operation: field.optional(field.hash()),
  height: field.count(),
  timeMs: field.count(),
});
export type ClaimEventRecord = ValueOf<typeof claimEvent>;

export function claimEventsPrefix(id: Uint8Array): string {
  return `trade/refund-event/${toHex(id)}/`;
}
/** By claim and place, from 0. */
export const claimEvents = stored(
  claimEvent,
  (id: Uint8Array, place: number) => `${claimEventsPrefix(id)}${place.toString().padStart(6, "0")}`,
);

/** What happened: the event, the amount that it is about, and why. */
interface Happened {
  readonly event: ClaimEvent;
  readonly minor: bigint;
  readonly reason?: string | undefined;
}

/** Writes a claim as it is after an event, its indexes, and the event into its history. */
export function keepClaim(
  ledger: Ledger,
  before: ClaimRecord | undefined,
  changed: ClaimRecord,
  { event, minor, reason }: Happened,
  { source, signers = [], operationId, height, timeMs }: Moment,
): void {
  const after = { ...changed, steps: (before?.steps ?? 0) + 1 };
  const by = { by: source, signers, operation: operationId, height, timeMs };
  claimEvents.write(ledger, { event, minor, reason, ...by }, after.id, after.steps - 1);
  refundClaims.write(ledger, after, after.id);
  keepIndexes(ledger, before, after, height);
}
