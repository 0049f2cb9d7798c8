import { expect, test } from "vitest";

import { Pool } from "../../src/mempool/pool.ts";
import { testKey } from "../keys.ts";
import { payment, TestLedger } from "../ledger.ts";

const ledger = new TestLedger();
const bob = testKey("bob");

function by(name: string, validUntil?: number) {
  const order = { type: "payment.transfer", body: payment(bob.account, 1n) };
  const options = { by: [testKey(name)], ...(validUntil === undefined ? {} : { validUntil }) };
  return ledger.read(ledger.transaction([order], options));
}

const limits = { transactionsMax: 10, bytesMax: 1_000_000, perAccountMax: 6 };

test("the pool is served round robin by account: a flood delays nobody else", () => {
  const pool = new Pool(limits);
  const flood = [1, 2, 3, 4, 5].map(() => by("alice"));
  const other = by("bob");
  for (const one of [...flood, other]) expect(pool.add(one)).toBeUndefined();
  expect([...pool.candidates()].map(({ id }) => id).indexOf(other.id)).toBe(1);
});

test("an account beyond its quota is told to wait, and the others still find room", () => {
  const pool = new Pool(limits);
  for (let i = 0; i < 6; i++) expect(pool.add(by("alice"))).toBeUndefined();
  expect(pool.add(by("alice"))).toMatchObject({ kind: "rejected", code: "ACCOUNT_QUOTA" });
  expect(pool.add(by("bob"))).toBeUndefined();
});

test("a full pool says busy and stays within its bounds", () => {
  const pool = new Pool({ ...limits, perAccountMax: 100 });
  for (let i = 0; i < 10; i++) expect(pool.add(by("alice"))).toBeUndefined();
  expect(pool.add(by("bob"))).toMatchObject({ kind: "rejected", code: "POOL_FULL" });
  expect(pool.size).toBe(10);
});

test("the same transaction twice is in the pool once", () => {
  const pool = new Pool(limits);
  const one = by("alice");
  expect(pool.add(one)).toBeUndefined();
  expect(pool.add(one)).toBeUndefined();
  expect(pool.size).toBe(1);
  pool.remove(one.id);
  expect([pool.size, pool.bytes]).toEqual([0, 0]);
});

test("what no later block can hold is dropped once a committed time has passed it", () => {
  const pool = new Pool(limits);
  const dead = by("alice", ledger.timeMs + 10);
  const live = by("alice", ledger.timeMs + 1_000);
  pool.add(dead);
  pool.add(live);
  expect(pool.expire(ledger.timeMs + 10)).toEqual([]);
  expect(pool.expire(ledger.timeMs + 11)).toEqual([dead.id]);
  expect(pool.has(live.id)).toBe(true);
});
