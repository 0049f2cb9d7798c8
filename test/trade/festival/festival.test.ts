import { expect, test } from "vitest";

import { FestivalRun } from "./run.ts";

// Goal: in a burst of orders over skewed demand no unit is sold twice, and every shelf, order and account ends where plain maps say
// (docs/domain section 4).
// Method: a seeded festival through the production executor beside test/trade/mall/model.ts; `npm run festival` does it with 50,000 orders.

test.each([1, 20_261_111])("300 orders of 40 articles end as the model says [seed %i]", (seed) => {
  const report = new FestivalRun({ seed, orders: 300, articles: 40, skew: 2 }).run();
  expect(report.differences).toEqual([]);
  expect([...report.codes.keys()].sort()).toEqual(
    expect.arrayContaining(["MORE_THAN_BOUGHT", "OK", "OUT_OF_STOCK"]),
  );
  expect(report.compared).toBeGreaterThan(1_200);
});
