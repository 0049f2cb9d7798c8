import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";

/** What every node of a network must agree on; the council can change it, from the next epoch on. Milliseconds. */
export const parameters = field.record({
  /** How far ahead validUntil may lie; also how long ids are remembered. */
  lifetimeMs: field.count(),
  emptyBlockIntervalMs: field.count(),
  baseTimeoutMs: field.count(),
  timeoutCapMs: field.count(),
  retransmitMs: field.count(),
  silenceMs: field.count(),
  blockIntervalMs: field.count(),
  /** Bounds of a proposal's time against a replica's clock (C12). */
  aheadMs: field.count(),
  behindMs: field.count(),
});
export type Parameters = ValueOf<typeof parameters>;

export const defaultParameters: Parameters = {
  lifetimeMs: 300_000,
  emptyBlockIntervalMs: 5_000,
  baseTimeoutMs: 1_500,
  timeoutCapMs: 16_000,
  retransmitMs: 500,
  silenceMs: 3_000,
  blockIntervalMs: 25,
  aheadMs: 2_000,
  behindMs: 10_000,
};

const WEEK_MS = 7 * 24 * 3_600_000;

/** Outside of these a network stops, or nearly: a typing error must not be able to do that. */
const bounds: Readonly<Record<keyof Parameters, readonly [least: number, most: number]>> = {
  lifetimeMs: [1_000, WEEK_MS],
  emptyBlockIntervalMs: [100, WEEK_MS],
  baseTimeoutMs: [50, 600_000],
  timeoutCapMs: [50, 3_600_000],
  retransmitMs: [20, 600_000],
  silenceMs: [50, 3_600_000],
  blockIntervalMs: [0, 60_000],
  aheadMs: [1, 3_600_000],
  behindMs: [1, WEEK_MS],
};

/** What is wrong with a set of parameters, for people; undefined if nothing is. */
export function parametersProblem(value: Parameters): string | undefined {
  for (const name of Object.keys(bounds) as (keyof Parameters)[]) {
    const [least, most] = bounds[name];
    if (value[name] < least || value[name] > most) {
      return `${name} must be from ${least} to ${most} milliseconds`;
    }
  }
  const { emptyBlockIntervalMs, lifetimeMs, blockIntervalMs, baseTimeoutMs, timeoutCapMs } = value;
  if (emptyBlockIntervalMs > lifetimeMs) return "emptyBlockIntervalMs must not exceed lifetimeMs";
  if (2 * blockIntervalMs > baseTimeoutMs) {
    return "blockIntervalMs must not exceed half of baseTimeoutMs";
  }
  if (timeoutCapMs < baseTimeoutMs) return "timeoutCapMs must not be below baseTimeoutMs";
  return undefined;
}
