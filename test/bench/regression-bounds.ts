import type { Figure } from "./figures/figure.ts";
import type { Limits } from "./machine/limits.ts";

/**
 * What a change must not make worse, as multiples of one signature verification on the same machine in the same minute, so
 * that a slower machine has no other bounds. They are two to three times what is measured: other work on a machine shows up
 * in every one of them, and only what is gross and sure shall stop a change. Lower them when the figures have come down for
 * good; `docs/benchmarks.md` has those of a quiet machine. Machines differ in how fast they run JavaScript for a signature that native
 * code verifies: the same program costs 10 verifications a committed transfer on an AMD EPYC and 16 to 18 on an Intel Xeon
 * (30 November 2026), so the bounds leave room above the slower of these.
 */
export interface Bound {
  readonly id: string;
  readonly what: string;
  readonly atMost: number;
}

export const bounds: readonly Bound[] = [
  { id: "executor-us", what: "CPU of executing a transfer", atMost: 5 },
  { id: "state-cpu", what: "CPU of changing a key in a small state, commit included", atMost: 2 },
  { id: "cpu-us", what: "CPU of a committed transfer and node, JSON-RPC apart", atMost: 30 },
  { id: "p50-10", what: "finality p50 at a tenth of the peak", atMost: 5_000 },
];

export interface Checked extends Bound {
  readonly ratio: number;
  readonly holds: boolean;
}

/** Compares figures with the bounds. A figure that is missing does not hold: what is not measured guards nothing. */
export function checkBounds(
  figures: readonly Figure[],
  { verificationUs }: Pick<Limits, "verificationUs">,
  wanted: readonly Bound[] = bounds,
): Checked[] {
  return wanted.map((bound) => {
    const figure = figures.find(({ id }) => id === bound.id);
    const us = bound.id.startsWith("p50") ? 1_000 : 1; // finality is in milliseconds
    const ratio = figure === undefined ? Number.NaN : (figure.value * us) / verificationUs;
    return { ...bound, ratio, holds: ratio <= bound.atMost };
  });
}
