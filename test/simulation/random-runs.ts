import { expect, test } from "vitest";

import { runSeed } from "./scenario.ts";

const BATCH = 50;

/** Declares tests that run seeds `from` to `to`, both included, in batches. */
export function testSeeds(from: number, to: number): void {
  for (let first = from; first <= to; first += BATCH) {
    const last = Math.min(to, first + BATCH - 1);
    test(`C1–C12: random faults, then progress without a fork [seeds ${first} to ${last}]`, () => {
      for (let seed = first; seed <= last; seed++) {
        const { problem, trace } = runSeed(seed);
        const replay = `npm run simulate -- --seeds 1 --from ${seed}`;
        expect(problem, `${trace}\nseed ${seed}: ${problem}\nreplay: ${replay}`).toBeUndefined();
      }
    });
  }
}
