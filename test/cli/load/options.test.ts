import { describe, expect, test } from "vitest";

import { CliError } from "../../../src/cli/errors.ts";
import { loadOptions, transactionsMax } from "../../../src/cli/load/options.ts";
import { slicesOf } from "../../../src/cli/load/run-plan.ts";

function given(options: Record<string, string>) {
  return { args: [], options };
}

describe("options of portolan bench", () => {
  test.each([
    ["10", 10],
    ["90s", 90],
    ["5m", 300],
    ["1h", 3_600],
  ])("--duration %s is %d seconds", (duration, seconds) => {
    expect(loadOptions(given({ duration })).seconds).toBe(seconds);
  });

  test.each([
    ["rate", "0"],
    ["rate", "fast"],
    ["rate", "1.5"],
    ["operations", "101"],
    ["array", "-1"],
    ["duration", "0"],
    ["duration", "2d"],
    ["duration", "25h"],
  ])("--%s %s is wrong usage", (name, value) => {
    const read = (): unknown => loadOptions(given({ [name]: value }));
    expect(read).toThrow(CliError);
    expect(read).toThrow(`--${name}: "${value}" is not`);
  });

  test("the most that is sent is what is asked before", () => {
    expect(transactionsMax(loadOptions(given({ rate: "20", duration: "3" })))).toBe(60);
  });
});

describe("a long load runs in slices that a transaction's lifetime has room for", () => {
  test.each([
    // rate, seconds, lifetime in seconds, slices
    [100, 10, 300, 1],
    [100, 60, 300, 1],
    [100, 61, 300, 2],
    [100, 60, 10, 20],
    [100_000, 60, 300, 20],
  ])("%d a second for %d s with lifetimes of %d s: %d", (rate, seconds, lifetime, count) => {
    const options = loadOptions(given({ rate: String(rate), duration: String(seconds) }));
    const slices = slicesOf(options, lifetime * 1_000);
    expect(slices).toHaveLength(count);
    expect(slices.reduce((sum, one) => sum + one, 0)).toBeCloseTo(seconds);
  });
});
