import { expect, test } from "vitest";

import type { Deed, FairGround, Outcome } from "./deed.ts";
import { ExecutorGround } from "./executor-ground.ts";
import { runFestival } from "./run.ts";

// Goal: in a burst of orders over skewed demand no unit is sold twice, and every shelf, order and account ends where plain maps say
// (docs/domain section 4).
// Method: a seeded festival through the production executor beside test/trade/mall/model.ts; `npm run festival` does it with 50,000
// orders, and on four real nodes.

test.each([1, 20_261_111])(
  "300 orders of 40 articles end as the model says [seed %i]",
  async (seed) => {
    const festival = { seed, orders: 300, articles: 40, skew: 2 };
    const report = await runFestival(festival, (counts) =>
      Promise.resolve(new ExecutorGround(counts)),
    );
    expect(report.differences).toEqual([]);
    expect(report.differing).toBe(0);
    expect([...report.codes.keys()].sort()).toEqual(
      expect.arrayContaining(["MORE_THAN_BOUGHT", "OK", "OUT_OF_STOCK"]),
    );
    expect(report.compared).toBeGreaterThan(1_200);
  },
);

// Where stock runs out it matters who was first: a comparison that did not see the order would not see a unit sold twice either.
test("a model that is told another order than the blocks' differs", async () => {
  const festival = { seed: 1, orders: 300, articles: 10, skew: 2 };
  const report = await runFestival(festival, (counts) => Promise.resolve(reversing(counts)));
  expect(report.differing).toBeGreaterThan(20);
  expect(report.differences).toHaveLength(20);
});

/** An executor that tells the answers of each block from the last to the first. */
function reversing(counts: readonly bigint[]): FairGround {
  const ground = new ExecutorGround(counts);
  return {
    async carryOut(deeds: readonly Deed[]): Promise<Outcome> {
      const { blocks, ...rest } = await ground.carryOut(deeds);
      return {
        ...rest,
        blocks: blocks.map(({ timeMs, answers }) => ({ timeMs, answers: [...answers].reverse() })),
      };
    },
    read: () => ground.read(),
    wait: (ms) => ground.wait(ms),
    close: () => ground.close(),
  };
}
