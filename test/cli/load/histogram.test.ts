import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { Histogram } from "../../../src/cli/load/histogram.ts";

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const ms of values) histogram.record(ms);
  return histogram;
}

/** What a list of all values says. */
function exactQuantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(part * sorted.length)) - 1]!;
}

const durations = fc.array(fc.double({ min: 0, max: 100_000, noNaN: true }), { minLength: 1 });

describe("a histogram of durations", () => {
  test.each([
    [[], 0.5, 0],
    [[5], 0.99, 5],
    [[1, 2, 3, 4], 0.5, 2],
    [[1, 2, 3, 4], 1, 4],
    [[0, 0, 0, 90], 0.75, 0],
  ])("of %j the quantile %d is %d ms", (values, part, expected) => {
    expect(histogramOf(values).quantileMs(part)).toBeCloseTo(expected, 1);
  });

  test("a quantile is the exact one or up to 1.6% above it, and never above the largest", () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, part) => {
        const found = histogramOf(values).quantileMs(part);
        const exact = exactQuantile(values, part);
        expect(found).toBeGreaterThanOrEqual(exact - 0.001); // a microsecond is what is kept
        expect(found).toBeLessThanOrEqual(exact * 1.016 + 0.001);
        expect(found).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });

  test("histograms of several processes add up to that of one", () => {
    fc.assert(
      fc.property(durations, durations, (some, others) => {
        const parts = [some, others].map((values) => histogramOf(values).toData());
        const sum = Histogram.from(...(JSON.parse(JSON.stringify(parts)) as typeof parts));
        expect(sum.toData()).toEqual(histogramOf([...some, ...others]).toData());
      }),
    );
  });

  test("the count and the largest are exact, even beyond the last bucket", () => {
    const histogram = histogramOf([1, 2, 1e12]);
    expect(histogram.count).toBe(3);
    expect(histogram.maxMs).toBe(1e12);
    expect(histogram.quantileMs(1)).toBeGreaterThan(1e7);
  });
});
