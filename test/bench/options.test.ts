import { describe, expect, test } from "vitest";

import { BenchUsageError, parseOptions } from "./options.ts";

describe("npm run bench", () => {
  test("measures everything, as the marks want it", () => {
    const options = parseOptions([]);
    expect(options.measures).toContain("soak");
    expect(options).toMatchObject({ seconds: 60, accounts: 100_000, databaseAccounts: 1_000_000 });
    expect(options).toMatchObject({ keys: 10_000_000, transactions: 1_000_000, quick: false });
    expect(options.declarations).toBe(1_000_000);
    expect(options).toMatchObject({ events: 500_000, parcels: 50_000 });
  });

  test("--quick measures little in little time", () => {
    const options = parseOptions(["--quick"]);
    expect(options.measures).toEqual(["executor", "state", "throughput", "latency"]);
    expect(options.seconds).toBeLessThan(10);
  });

  test("what is named is measured, in that order, as large as is said", () => {
    const options = parseOptions(["latency", "rpc", "--seconds", "5", "--accounts", "2_000"]);
    expect(options).toMatchObject({ measures: ["latency", "rpc"], seconds: 5, accounts: 2_000 });
    expect(options.databaseAccounts).toBe(2_000);
  });

  test("parcels may be ten million events, and a recall a million parcels", () => {
    const options = parseOptions(["parcels", "--events", "10_000_000", "--parcels", "1000000"]);
    expect(options).toMatchObject({ events: 10_000_000, parcels: 1_000_000 });
  });

  test.each([
    [["speed"], '"speed" is no measurement'],
    [["--seconds", "0"], "--seconds"],
    [["--accounts", "many"], "--accounts"],
    [["--array", "101"], "--array"],
    [["--declarations", "0"], "--declarations"],
    [["--events", "100000001"], "--events"],
    [["--parcels", "few"], "--parcels"],
    [["--peak", "-5"], "--peak"],
    [["--nope"], "--nope"],
  ])("%j is wrong usage", (args, what) => {
    expect(() => parseOptions(args)).toThrow(BenchUsageError);
    expect(() => parseOptions(args)).toThrow(what);
  });
});
