import type { Side } from "../../transactions/fx/book/records.ts";
import type { Target } from "./ladder.ts";

/** An offer of the maker's that rests: price in ticks, amounts in minor units. */
export interface Resting {
  readonly id: Uint8Array;
  readonly side: Side;
  readonly price: number;
  readonly left: bigint;
  readonly held: bigint;
  readonly expiresAtMs: number | undefined;
}

export interface Moves {
  readonly cancel: readonly Resting[];
  readonly place: readonly Target[];
}

export interface Patience {
  /** Ticks by which an offer may be beside its target. */
  readonly tolerance: number;
  /** Offers that end before this are renewed, milliseconds UTC. */
  readonly renewBeforeMs: number;
}

/**
 * What turns the offers that rest into those that should: the nearest to the price are compared with the first targets. One that is
 * near its target, is at least half there and does not end soon stays where it is, and so keeps its place in the queue.
 */
export function movesTo(
  targets: readonly Target[],
  resting: readonly Resting[],
  patience: Patience,
): Moves {
  const kept = new Set<Resting>();
  const place = (["sell", "buy"] as const).flatMap((side) => {
    const own = resting.filter((one) => one.side === side).sort(nearestFirst);
    return targets
      .filter((target) => target.side === side)
      .filter((target) => {
        const stays = own.find((one) => !kept.has(one) && mayStay(one, target, patience));
        if (stays !== undefined) kept.add(stays);
        return stays === undefined;
      });
  });
  return { cancel: resting.filter((one) => !kept.has(one)), place };
}

function mayStay(
  { price, left, expiresAtMs }: Resting,
  target: Target,
  { tolerance, renewBeforeMs }: Patience,
): boolean {
  const isNear = Math.abs(price - target.price) <= tolerance;
  const isThere = left * 2n >= target.quantity && left <= target.quantity;
  return isNear && isThere && (expiresAtMs === undefined || expiresAtMs >= renewBeforeMs);
}

function nearestFirst(a: Resting, b: Resting): number {
  return a.side === "sell" ? a.price - b.price : b.price - a.price;
}
