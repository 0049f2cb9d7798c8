import { describe, expect, test } from "vitest";

import { Schedule } from "../../../src/cli/load/schedule.ts";

/** Everything that is due at a time, as a generator that looks just then sees it. */
function takeAll(schedule: Schedule, elapsedMs: number): number[] {
  const due: number[] = [];
  for (;;) {
    const dueMs = schedule.take(elapsedMs);
    if (dueMs === undefined) return due;
    due.push(dueMs);
  }
}

describe("what is due is sent when it is due", () => {
  test.each([
    // [transactions a second, in an array], ms, arrays due by then
    [[100, 1], 0, 1],
    [[100, 1], 9, 1],
    [[100, 1], 10, 2],
    [[100, 10], 999, 10],
    [[3_000, 50], 1_000, 61],
    [[0.5, 1], 1_999, 1],
  ] as const)("%j a second and array: by %d ms %d arrays", ([perSecond, array], ms, count) => {
    expect(takeAll(new Schedule(perSecond, array), ms)).toHaveLength(count);
  });

  test("after a stall everything that became due meanwhile is due at once, at the times that were planned", () => {
    const schedule = new Schedule(1_000, 100); // every 100 ms
    expect(takeAll(schedule, 50)).toEqual([0]);
    expect(takeAll(schedule, 450)).toEqual([100, 200, 300, 400]); // 400 ms without a look
    expect(takeAll(schedule, 500)).toEqual([500]);
  });

  test("nothing is due twice, and waiting for nothing takes nothing", () => {
    const schedule = new Schedule(10, 1);
    takeAll(schedule, 1_000);
    expect(takeAll(schedule, 1_000)).toEqual([]);
    expect(schedule.nextMs).toBe(1_100);
  });
});
