import { describe, expect, test } from "vitest";

import { bounds, checkBounds } from "../regression-bounds.ts";
import { marks, verdict } from "./marks.ts";
import { mergeFigures, withFigures } from "./results.ts";
import { formatNumber, markdownFigures, renderFigures } from "./table.ts";

function mark(id: string) {
  return marks.find((one) => one.id === id)!;
}

describe("marks", () => {
  test("each figure has one place in the table", () => {
    const ids = marks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([
    ["throughput", 2_999, "missed"],
    ["throughput", 3_000, "reached"],
    ["throughput", 3_500, "stretch"],
    ["cpu", 2.6, "missed"],
    ["cpu", 2.5, "reached"],
    ["cpu", 1.9, "stretch"],
    ["p99-80", 400, "reached"],
    ["growth", 94.9, "missed"],
    ["blocks", 1, undefined],
    ["throughput", Number.NaN, "missed"],
  ])("%s of %d: %s", (id, value, expected) => {
    expect(verdict(mark(id), value)).toBe(expected);
  });
});

describe("the table", () => {
  const figures = [
    { id: "p50-10", value: 25, limit: { value: 5, what: "5 messages" } },
    { id: "throughput", value: 3_100, limit: { value: 10_000, what: "verifying" } },
  ];

  test("has the figures in the order of the marks, with verdict and part of the limit", () => {
    const [heads, , first, second, ...rest] = markdownFigures(figures).split("\n");
    expect(heads).toBe("| figure | value | mark |  | of the limit |");
    expect(first).toBe(
      "| single transfers committed | 3,100 /s | ≥ 3,000 /s (3,500) | yes | 31% of verifying |",
    );
    expect(second).toBe(
      "| finality p50 at 10% of the peak | 25 ms | ≤ 20 ms | no | 5.0 × of 5 messages |",
    );
    expect(rest).toEqual([]);
  });

  test("is the same on a terminal", () => {
    expect(renderFigures(figures)).toContain("3,100 /s");
  });

  test.each([
    [0, "0"],
    [1.234, "1.23"],
    [12.34, "12.3"],
    [1_234.5, "1,235"],
    [100, "100"],
    [1e6, "1,000,000"],
  ])("%d is written %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe("results that are kept", () => {
  const from = { date: "2026-11-25T10:00:00.000Z", machine: "2 cores" };
  const earlier = { date: "2026-11-24T10:00:00.000Z", machine: "2 cores" };

  test("a run replaces its own figures and leaves the others", () => {
    const kept = [
      { id: "throughput", value: 1, ...earlier },
      { id: "state", value: 2, ...earlier },
    ];
    expect(mergeFigures(kept, [{ id: "throughput", value: 9 }], from)).toEqual([
      { id: "throughput", value: 9, ...from },
      { id: "state", value: 2, ...earlier },
    ]);
  });

  test("the document gets table, machine and date between its two lines, and nothing else changes", () => {
    const lines =
      "<!-- figures: written by `npm run bench -- --keep` -->\nold\n<!-- end of figures -->";
    const text = withFigures(`before\n${lines}\nafter`, [{ id: "state", value: 2, ...from }]);
    expect(text).toMatch(/^before\n<!-- figures/);
    expect(text).toMatch(/<!-- end of figures -->\nafter$/);
    expect(text).toContain("2026-11-25, 2 cores.");
    expect(text).not.toContain("old");
    expect(withFigures(text, [{ id: "state", value: 2, ...from }])).toBe(text);
    expect(() => withFigures("no place", [])).toThrow("has no lines");
  });
});

describe("the regression guard", () => {
  const limits = { verificationUs: 50 };
  const good = bounds.map(({ id }) => ({ id, value: id.startsWith("p50") ? 50 : 10 }));

  test("compares with the machine's own verification", () => {
    const [executor] = checkBounds([{ id: "executor-us", value: 60 }], limits);
    expect(executor).toMatchObject({ ratio: 1.2, holds: true });
    expect(checkBounds(good, limits).every(({ holds }) => holds)).toBe(true);
  });

  test("a gross regression and a figure that is missing break it", () => {
    const slow = [...good.slice(1), { id: "executor-us", value: 1_000 }];
    expect(checkBounds(slow, limits).filter(({ holds }) => !holds)).toHaveLength(1);
    expect(checkBounds([], limits).some(({ holds }) => holds)).toBe(false);
  });

  test("every bound is of a figure that there is", () => {
    const ids = new Set(marks.map(({ id }) => id));
    expect(bounds.filter(({ id }) => !ids.has(id))).toEqual([]);
  });
});
