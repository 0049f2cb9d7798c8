import { describe, expect, test } from "vitest";

import { Metrics } from "../../../src/node/metrics.ts";
import { numbers } from "./accounts.ts";
import { parseMetrics } from "./metrics.ts";

describe("a node's metrics", () => {
  test("have the names that benchmarks read", async () => {
    const metrics = new Metrics();
    metrics.committed(7, [{ code: "OK" }, { code: "OK" }], 5);
    const read = parseMetrics(await metrics.registry.metrics());
    expect(read).toMatchObject({ height: 7, transactions: 2 });
    expect(read.lagP99Ms).toBeGreaterThanOrEqual(0);
  });

  test("a loop that is on time is sampled every 10 ms, which is no delay", () => {
    const text = [
      "portolan_height 1",
      "portolan_transactions_committed_total 2",
      "nodejs_eventloop_lag_p99_seconds 0.0105",
      "nodejs_eventloop_lag_max_seconds 0.0600",
    ].join("\n");
    const read = parseMetrics(text);
    expect(read.lagP99Ms).toBeCloseTo(0.5);
    expect(read.lagMaxMs).toBeCloseTo(50);
  });

  test("one that is missing is an error, not a good figure", () => {
    expect(() => parseMetrics("portolan_height 1")).toThrow("no metric");
  });
});

test("the same seed gives the same accounts in every process", () => {
  const [one, same, other] = [numbers(1), numbers(1), numbers(2)];
  const list = (next: () => number): number[] => Array.from({ length: 5 }, next);
  const first = list(one);
  expect(list(same)).toEqual(first);
  expect(list(other)).not.toEqual(first);
});
