import { expect, test } from "vitest";

import { runDay } from "./run.ts";

// Goal: after a day at a port every document, list, bill, guarantee and person's year is what docs/domain section 4 says.
// Method: a seeded day through the production executor and through a model of plain maps and exact fractions written apart from
// src/, compared answer by answer and, 93 days later, object by object. `npm run port` does it with 100,000 orders.

const SEEDS = [1, 20_261_129];

test.each(SEEDS)("300 orders end as the model says [seed %i]", (seed) => {
  const report = runDay({ seed, orders: 300 });
  expect(report.differences).toEqual([]);
  expect(report.differing).toBe(0);
  expect(report.matched).toBeGreaterThan(200);
  expect(report.compared).toBeGreaterThan(1_500);
  // A day on which nothing goes wrong tests little.
  const codes = [...report.codes.values()].flatMap((counts) => [...counts.keys()]);
  expect(new Set(codes).size).toBeGreaterThan(15);
  expect(report.mismatches.size).toBeGreaterThan(5);
});
