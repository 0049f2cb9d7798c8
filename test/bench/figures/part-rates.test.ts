import { expect, test } from "vitest";

import { partRates } from "./part-rates.ts";

test("each part of a run has a rate of its own", () => {
  const points = [
    { count: 10, ms: 100 },
    { count: 20, ms: 200 },
    { count: 30, ms: 400 },
    { count: 40, ms: 800 },
  ];
  expect(partRates(points, 4)).toEqual([100, 100, 50, 25]);
  expect(partRates(points, 2)[0]).toBe(100);
  expect(partRates(points, 1)).toEqual([50]);
});

test("parts that fall between two points end at the later one", () => {
  const points = [
    { count: 25, ms: 100 },
    { count: 50, ms: 200 },
    { count: 60, ms: 300 },
  ];
  expect(partRates(points, 2)).toEqual([250, 100]);
});
