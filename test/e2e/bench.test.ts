import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type CommandResult, Devnet } from "./devnet.ts";

// Goal: a member can size a real network with its own keys, knows what it did, and has its money afterwards.
// Method: a devnet, the command as it is shipped, a small rate.

interface Report {
  readonly offered: number;
  readonly taken: number;
  readonly committed: number;
  readonly unfinished: number;
  readonly refused: Record<string, number>;
  readonly failed: Record<string, number>;
  readonly committedPerSecond: number;
  readonly finality: { p50Ms: number; p90Ms: number; p99Ms: number; maxMs: number };
  readonly balances: { account: string; before: string; after: string }[];
}

describe("portolan bench on a devnet", () => {
  let devnet: Devnet;

  beforeAll(async () => {
    devnet = await Devnet.create();
    await devnet.start();
  }, 120_000);

  afterAll(() => devnet.remove(), 60_000);

  const SMALL = ["--rate", "20", "--array", "5", "--duration", "3s"];

  function run(args: readonly string[], ...keys: string[]): CommandResult {
    const signers = keys.flatMap((name) => ["--key", devnet.key(name)]);
    return devnet.portolan(["bench", ...args, ...signers]);
  }

  test("two accounts pay each other: all of it is committed, and both have what they had", async () => {
    const before = await devnet.call<{ height: number }>("chain_head");
    const ran = run([...SMALL, "--amount", "0.01 HKD@gateway-hk", "--json"], "alice", "bob");
    expect(ran.status, ran.stderr).toBe(0);
    const report = JSON.parse(ran.stdout) as Report;
    expect(report).toMatchObject({ offered: 60, taken: 60, committed: 60, unfinished: 0 });
    expect(report).toMatchObject({ refused: {}, failed: {} });
    expect(report.finality.p50Ms).toBeGreaterThan(0);
    expect(report.finality.p99Ms).toBeLessThanOrEqual(report.finality.maxMs);
    expect(report.balances).toHaveLength(2); // of an even number each paid half
    for (const { before: had, after } of report.balances) expect(after).toBe(had);
    expect(await transactionsAbove(before.height)).toBe(60);
  }, 60_000);

  test("one account pays itself the smallest unit of what it has, ten times in a transaction", () => {
    const ran = run([...SMALL, "--operations", "10", "--yes"], "wallet-hk");
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stdout).toMatch(/^committed +60$/m);
    expect(ran.stdout).toMatch(/^payments a second +\d+/m);
    expect(ran.stdout).toMatch(/^finality p99 +[\d.]+ ms$/m);
  }, 60_000);

  test("without --yes it says whose money moves, how much and how often, and sends nothing unless told to", () => {
    const ran = run([...SMALL, "--amount", "0.01 HKD@gateway-hk"], "alice", "bob");
    expect(ran.stderr).toContain("0.01 HKD@ptl1");
    expect(ran.stderr).toContain("at most 60 transactions, 0.60 turned over");
    expect(ran.stderr).toContain("stays in the chain for ever");
    expect(ran.stderr).toMatch(/^CONFIRMATION_NEEDED: /m);
    expect(ran.status).toBe(2);
  });

  test.each([
    ["more than the account has", ["--amount", "2000000 HKD@gateway-hk"], "INSUFFICIENT_BALANCE"],
    ["an asset that is not there", ["--amount", "1 EUR@gateway-hk"], "UNKNOWN_ASSET"],
    ["nothing", ["--amount", "0 HKD@gateway-hk"], "ZERO_AMOUNT"],
  ])("%s is refused before anything is sent", (_name, args, code) => {
    const ran = run([...SMALL, ...args, "--yes"], "alice");
    expect(ran.stderr).toMatch(new RegExp(`^${code}: `));
    expect(ran.status).toBe(1);
  });

  test("a key that is on no account is refused by name", () => {
    const ran = run([...SMALL, "--yes"], "council-0");
    expect(ran.stderr).toMatch(/^NO_BALANCE: /);
    expect(ran.status).toBe(1);
  });

  test("keys that may not sign for an account are refused by the ledger's own code", () => {
    const ran = run([...SMALL, "--as", "bob", "--yes"], "alice");
    expect(ran.stderr).toMatch(/^INSUFFICIENT_WEIGHT: /);
    expect(ran.status).toBe(1);
  });

  async function transactionsAbove(height: number): Promise<number> {
    const head = await devnet.call<{ height: number }>("chain_head");
    let count = 0;
    for (let at = height + 1; at <= head.height; at++) {
      const block = await devnet.call<{ transactions: object[] }>("chain_getBlock", { height: at });
      count += block.transactions.length;
    }
    return count;
  }
});
