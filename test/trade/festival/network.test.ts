import { expect, test } from "vitest";

import { NetworkGround } from "./network-ground.ts";
import { runFestival } from "./run.ts";

// Goal: four nodes that are handed orders at the same moment sell no unit twice, and each of them ends where plain maps say
// (docs/domain section 4).
// Method: a small festival at four processes; the model takes the deeds in the order in which the nodes' blocks have them.

test("100 orders of 10 articles at four nodes end as the model says", async () => {
  const festival = { seed: 20_261_130, orders: 100, articles: 10, skew: 2 };
  const report = await runFestival(festival, (counts) =>
    NetworkGround.open(counts, () => undefined),
  );
  expect(report.differences).toEqual([]);
  expect(report.differing).toBe(0);
  expect([...report.codes.keys()]).toEqual(expect.arrayContaining(["OK", "OUT_OF_STOCK"]));
  expect(report.placing.finalityMs).toHaveLength(100);
  // Orders, shelves and balances of four nodes, at three moments, besides the answers.
  expect(report.compared).toBeGreaterThan(900);
}, 120_000);
