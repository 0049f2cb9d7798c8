import { describe, expect, test } from "vitest";

import { Pool, type PoolLimits } from "../../src/mempool/pool.ts";
import { testKey } from "../keys.ts";
import { payment, TestLedger } from "../ledger.ts";

const ledger = new TestLedger();
const bob = testKey("bob");

function by(name: string, validUntil?: number) {
  const order = { type: "payment.transfer", body: payment(bob.account, 1n) };
  const options = { by: [testKey(name)], ...(validUntil === undefined ? {} : { validUntil }) };
  return ledger.read(ledger.transaction([order], options));
}

/** What a member's node passes on. */
function of(member: string) {
  return { member, atMs: 0 };
}

const bank = of("bank");
const limits: PoolLimits = { transactionsMax: 100, bytesMax: 1_000_000, perAccountMax: 6 };

describe("fairness: a flood delays nobody else", () => {
  test("a member's accounts are served in turn", () => {
    const pool = new Pool(limits);
    const flood = [1, 2, 3, 4, 5].map(() => by("alice"));
    const other = by("bob");
    for (const one of [...flood, other]) expect(pool.add(one, bank)).toBeUndefined();
    expect([...pool.candidates()].map(({ id }) => id).indexOf(other.id)).toBe(1);
  });

  test("members are served in turn, however many accounts one of them pays from", () => {
    const pool = new Pool(limits);
    const flood = Array.from({ length: 20 }, (_, i) => by(`customer-${i}`));
    for (const one of flood) expect(pool.add(one, bank)).toBeUndefined();
    const others = [by("alice"), by("alice")];
    for (const one of others) expect(pool.add(one, of("wallet"))).toBeUndefined();
    const order = [...pool.candidates()].map(({ id }) => id);
    expect(others.map(({ id }) => order.indexOf(id))).toEqual([1, 3]);
    expect(order).toHaveLength(22);
  });

  test("each waiting transaction is offered once, in order of arrival for its account", () => {
    const pool = new Pool(limits);
    const names = ["alice", "bob", "alice", "carol", "alice", "bob"];
    const all = names.map((name) => by(name));
    for (const one of all) pool.add(one, bank);
    const turn = [...pool.candidates()].map(({ id }) => all.findIndex((one) => one.id === id));
    expect(turn).toEqual([0, 1, 3, 2, 5, 4]);
  });
});

describe("bounds", () => {
  test("an account beyond its quota is told to wait, and the others still find room", () => {
    const pool = new Pool(limits);
    for (let i = 0; i < 6; i++) expect(pool.add(by("alice"), bank)).toBeUndefined();
    expect(pool.add(by("alice"), bank)).toMatchObject({ kind: "rejected", code: "ACCOUNT_QUOTA" });
    expect(pool.add(by("bob"), bank)).toBeUndefined();
  });

  test.each([
    ["one", 1, 50],
    ["two", 2, 33],
    ["four", 4, 20],
  ])("%s that flood leave as much room as each of them takes", (_, count, share) => {
    const pool = new Pool({ ...limits, perAccountMax: 100 });
    const flooders = Array.from({ length: count }, (__, i) => of(`member-${i}`));
    for (let round = 0; round < 60; round++) {
      for (const member of flooders) pool.add(by("alice"), member);
    }
    expect(Math.abs(pool.size / count - share)).toBeLessThanOrEqual(1);
    const refused = pool.add(by("alice"), flooders[0]!);
    expect(refused).toMatchObject({ kind: "rejected", code: "MEMBER_QUOTA" });
    for (let i = 0; i < share / 2 - 1; i++) expect(pool.add(by("bob"), of("new"))).toBeUndefined();
  });

  test("a full pool says busy and stays within its bounds", () => {
    const pool = new Pool({ transactionsMax: 3, bytesMax: 1_000_000, perAccountMax: 100 });
    for (let i = 0; i < 3; i++) expect(pool.add(by("alice"), of(`${i}`))).toBeUndefined();
    expect(pool.add(by("bob"), bank)).toMatchObject({ kind: "rejected", code: "POOL_FULL" });
    expect(pool.size).toBe(3);
  });

  test("the same transaction twice is in the pool once, and leaves nothing behind", () => {
    const pool = new Pool(limits);
    const one = by("alice");
    expect(pool.add(one, bank)).toBeUndefined();
    expect(pool.add(one, of("wallet"))).toBeUndefined();
    expect(pool.size).toBe(1);
    pool.remove(one.id);
    expect([pool.size, pool.bytes, [...pool.candidates()]]).toEqual([0, 0, []]);
    expect(pool.byWireHash(one.wireHash)).toBeUndefined();
  });
});

test("what no later block can hold is dropped once a committed time has passed it", () => {
  const pool = new Pool(limits);
  const dead = by("alice", ledger.timeMs + 10);
  const live = by("alice", ledger.timeMs + 1_000);
  pool.add(dead, bank);
  pool.add(live, bank);
  expect(pool.expire(ledger.timeMs + 10)).toEqual([]);
  expect(pool.expire(ledger.timeMs + 11)).toEqual([dead.id]);
  expect(pool.has(live.id)).toBe(true);
  expect(pool.expire(ledger.timeMs + 1_001)).toEqual([live.id]);
});
