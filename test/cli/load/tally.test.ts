import { describe, expect, test } from "vitest";

import { inTurn, Tally, together } from "../../../src/cli/load/tally.ts";

/** Warm-up until 1,000, measured for three seconds. */
function tally(): Tally {
  return new Tally(1_000, 4_000);
}

describe("what is counted", () => {
  test("the warm-up and what comes after the end are not, except among all that became final", () => {
    const counts = tally();
    for (const atMs of [500, 1_500, 2_500, 2_600, 4_500]) {
      counts.offered(1, atMs);
      counts.taken(atMs);
      counts.final("OK", atMs - 100, atMs);
    }
    const data = counts.toData(4_000, 0);
    expect(data).toMatchObject({ offered: 3, taken: 3, committed: 3, finalInAll: 5, seconds: 3 });
    expect(data.perSecond).toEqual([1, 2, 0]);
    expect(data.secondsToLast).toBe(3.5);
  });

  test("latency counts from when it was due, for everything that was due in the measured time", () => {
    const counts = tally();
    counts.final("OK", 900, 3_000); // due in the warm-up
    counts.final("OK", 3_900, 5_900); // final after the end
    const { latency } = counts.toData(4_000, 0);
    expect(latency.maxMs).toBe(2_000);
    expect(latency.buckets).toHaveLength(1);
  });

  test("refusals and failures by their code", () => {
    const counts = tally();
    for (const code of ["POOL_FULL", "POOL_FULL", "EXPIRED"]) counts.refused(code, 2_000);
    counts.final("INSUFFICIENT_BALANCE", 1_900, 2_000);
    const data = counts.toData(4_000, 1);
    expect(data.refused).toEqual({ POOL_FULL: 2, EXPIRED: 1 });
    expect(data.failed).toEqual({ INSUFFICIENT_BALANCE: 1 });
    expect(data.unfinished).toBe(1);
  });

  test("a load that ran out early lasted as long as it lasted", () => {
    expect(tally().toData(2_000, 0).seconds).toBe(1);
  });
});

describe("several tallies", () => {
  const one = tally();
  one.offered(10, 2_000);
  one.refused("POOL_FULL", 2_000);
  one.final("OK", 1_900, 2_000);
  const other = tally();
  other.offered(5, 2_500);
  other.refused("POOL_FULL", 2_000);
  other.refused("EXPIRED", 2_000);
  other.final("OK", 1_900, 3_000);
  const parts = [one.toData(4_000, 0), other.toData(4_000, 2)];
  const sums = { offered: 15, committed: 2, unfinished: 2, refused: { POOL_FULL: 2, EXPIRED: 1 } };

  test("processes at the same time: their seconds are the same ones", () => {
    const data = together(parts);
    expect(data).toMatchObject({ ...sums, seconds: 3, perSecond: [0, 1, 1] });
    expect(data.latency.maxMs).toBe(1_100);
  });

  test("slices one after the other: their seconds add up", () => {
    expect(inTurn(parts)).toMatchObject({
      ...sums,
      seconds: 6,
      perSecond: [0, 1, 0, 0, 0, 1],
    });
  });
});
