import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { formatAccount } from "../../src/primitives/account-id.ts";
import { formatAsset } from "../../src/primitives/asset-id.ts";
import { fromUtf8, toHex } from "../../src/primitives/bytes.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { testKey } from "../keys.ts";
import { hkd, payment, testGenesis, TestLedger } from "../ledger.ts";
import { proposalOf } from "../proposals.ts";
import { ask, result } from "../rpc/harness.ts";
import { serve, type Statement, statementOf } from "./asked-statement.ts";
import { DiskChain } from "./disk-chain.ts";
import { ASSETS, Books, type Deed, HOLDERS } from "./statement-model.ts";

// Goal: a statement of any account, asset and range says what happened, and opening + changes = closing.
// Method: random deeds on chains in real databases, asked by JSON-RPC, against books in double entry that the test keeps.

const DAY_MS = 86_400_000;
const [alice, bob, gateway] = [testKey("alice"), testKey("bob"), testKey("gateway-hk")];

let directory: string;
const chains: DiskChain[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "portolan-statement-"));
});
afterEach(async () => {
  await Promise.all(chains.splice(0).map((one) => one.close()));
  rmSync(directory, { recursive: true, force: true });
});

async function open(name: string, keepBlocks?: number, world?: TestLedger): Promise<DiskChain> {
  const disk = await DiskChain.open(join(directory, name), keepBlocks, world);
  chains.push(disk);
  return disk;
}

const amounts = ({ available, held }: { available: bigint; held: bigint }): Json => ({
  available: available.toString(),
  held: held.toString(),
});

/** The same by the books. */
function booked(books: Books, account: Uint8Array, asset: Uint8Array, from: number, to: number) {
  let after = books.balance(account, asset, from);
  const within = books.of(account, asset).filter((one) => one.timeMs >= from && one.timeMs < to);
  const entries = within.map(({ available, held, says }) => {
    after = { available: after.available + available, held: after.held + held };
    const owned = available + held;
    const indicator = owned === 0n ? null : owned > 0n ? "CRDT" : "DBIT";
    return { ...says, change: amounts({ available, held }), after: amounts(after), indicator };
  });
  return {
    opening: amounts(books.balance(account, asset, from)),
    closing: amounts(books.balance(account, asset, to)),
    entries,
  };
}

const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom("pay", "pay", "pay", "issue", "issue", "redeem", "confirm", "reject"),
  from: fc.nat(50),
  to: fc.nat(HOLDERS.length - 1),
  asset: fc.nat(ASSETS.length - 1),
  minor: fc.bigInt(1n, 400n),
});
/** Blocks of a few transactions, with the time to the block before: many on the edge of a day. */
const blocks = fc.record({
  transactions: fc.array(
    fc.record({ deeds: fc.array(deed, { minLength: 1, maxLength: 3 }), isProposed: fc.boolean() }),
    { maxLength: 4 },
  ),
  step: fc.oneof(fc.integer({ min: 1, max: DAY_MS / 4 }), fc.constantFrom("midnight", "before")),
});

function stepMs(nowMs: number, step: number | string): number {
  if (typeof step === "number") return step;
  const toMidnight = DAY_MS - (nowMs % DAY_MS);
  return step === "midnight" || toMidnight === 1 ? toMidnight : toMidnight - 1;
}

/** Puts the same random deeds into all chains, which begin with both assets. */
async function fill(seed: number, count: number, ...disks: readonly DiskChain[]): Promise<Books> {
  const [{ world }] = disks as [DiskChain];
  const books = new Books(world);
  for (const [name, code] of [
    ["gateway-hk", "HKD"],
    ["gateway-us", "USD"],
  ] as const) {
    const order = { type: "asset.define", body: { code, decimals: 2 } };
    const validUntil = disks[0]!.timeMs + 1;
    const define = world.transaction([order], { by: [testKey(name)], validUntil });
    for (const disk of disks) await disk.append([define], 1);
  }
  for (const { transactions, step } of fc.sample(blocks, { numRuns: count, seed })) {
    const ms = stepMs(disks[0]!.timeMs, step);
    const timeMs = disks[0]!.timeMs + ms;
    const signed = transactions.flatMap(
      ({ deeds, isProposed }) => books.transaction(deeds, timeMs, isProposed) ?? [],
    );
    let ids: Uint8Array[] = [];
    for (const disk of disks) ids = await disk.append(signed, ms);
    books.block(disks[0]!.height, timeMs, ids);
  }
  return books;
}

/** Days, block times and the milliseconds around them. */
function moments({ ledger: { chain }, height }: DiskChain): fc.Arbitrary<number> {
  const times = Array.from(
    { length: height + 1 },
    (_, at) => chain.stored(at)?.block.header.timeMs,
  );
  const known = times.filter((one) => one !== undefined);
  const edges = known.flatMap((ms) => [ms - 1, ms, ms + 1, ms - (ms % DAY_MS)]);
  return fc.constantFrom(0, ...edges, known.at(-1)! + DAY_MS);
}

for (const seed of [1, 2, 3]) {
  test(`a statement of any range is what the books say [seed ${seed}]`, async () => {
    const disk = await open("chain");
    const books = await fill(seed, 150, disk);
    expect(books.lines.length).toBeGreaterThan(200);
    const proposed = books.lines.filter(({ says }) => "proposal" in says);
    expect(proposed.length).toBeGreaterThan(50);
    const moment = moments(disk);
    const check = async (url: string): Promise<void> => {
      const range = fc.uniqueArray(moment, { minLength: 2, maxLength: 2 });
      const question = fc.record({
        range,
        holder: fc.nat(HOLDERS.length - 1),
        asset: fc.nat(ASSETS.length - 1),
        limit: fc.integer({ min: 1, max: 40 }),
      });
      await fc.assert(
        fc.asyncProperty(question, async ({ range: ends, holder, asset, limit }) => {
          const [from, to] = ends.sort((a, b) => a - b) as [number, number];
          const { account } = HOLDERS[holder]!;
          const params = { account: formatAccount(account), asset: formatAsset(ASSETS[asset]!) };
          const found = await statementOf(url, { ...params, from, to, limit });
          expect(found).toMatchObject(booked(books, account, ASSETS[asset]!, from, to));
        }),
        { seed, numRuns: 60 },
      );
    };
    await check(await serve(disk));
    await disk.close();
    chains.pop();
    await check(await serve(await open("chain", undefined, disk.world)));
  }, 60_000);
}

test("a node that forgets blocks has the same statements from there on, refuses earlier ones, and keeps no entry of them", async () => {
  const [archive, pruned] = [await open("archive"), await open("pruned", 30)];
  const books = await fill(4, 80, archive, pruned);
  const { chain } = pruned.ledger;
  const firstHeight = chain.firstHistoryHeight();
  expect(firstHeight).toBeGreaterThan(40);
  const firstTimeMs = archive.ledger.chain.block(firstHeight)!.block.header.timeMs;
  const url = await serve(pruned);
  for (const { account } of HOLDERS) {
    const params = { account: formatAccount(account), asset: formatAsset(hkd) };
    const late = { ...params, from: firstTimeMs + 3 * DAY_MS };
    for (const { from, ...rest } of [late, { ...params, from: firstTimeMs }]) {
      const found = await statementOf(url, { ...rest, from });
      expect(found).toMatchObject(booked(books, account, hkd, from, Infinity));
    }
    const { error } = await ask(url, "account_statement", { ...params, from: firstTimeMs - 1 });
    expect(error).toMatchObject({ data: { code: "HISTORY_PRUNED", firstHeight, firstTimeMs } });
    expect((await ask(url, "account_statement", params)).error).toMatchObject({
      data: { code: "HISTORY_PRUNED" },
    });
  }
  const heights: number[] = [];
  for await (const { key } of chain.store.rangeIndex("indexes")) {
    const [kind, first, , height] = fromUtf8(key)!.split("/");
    if (kind === "statement") heights.push(Number(height));
    if (kind === "changes") heights.push(Number(first));
  }
  expect(heights.length).toBeGreaterThan(20);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(firstHeight);
}, 60_000);

test("one transaction whose proposals change 820 balances is kept, told and forgotten", async () => {
  const genesis = testGenesis();
  const holders = Array.from({ length: 820 }, (_, i) => testKey(`holder-${i}`));
  const more = holders.map(({ name, publicKey }) => {
    const { authority, ...one } = genesis.participants[0]!;
    return { ...one, name, authority: { ...authority, signers: [{ publicKey, weight: 1 }] } };
  });
  const participants = [...genesis.participants, ...more];
  const world = new TestLedger({ ...genesis, participants });
  const disk = await open("many", 3, world);
  await disk.block([{ type: "asset.define", body: { code: "HKD", decimals: 2 } }], {
    by: [gateway],
  });
  const issues = holders.map(({ account }) => ({
    type: "asset.issue",
    body: { to: account, amount: { asset: hkd, minor: 7n }, reference: undefined },
  }));
  const expiresAt = disk.timeMs + DAY_MS;
  const orders = Array.from({ length: 41 }, (_, i) =>
    proposalOf(issues.slice(20 * i, 20 * (i + 1)), expiresAt),
  );
  await disk.block(orders, { by: [gateway] });
  const url = await serve(disk);
  const params = { account: "holder-819", asset: "HKD@gateway-hk" };
  const { entries } = await statementOf(url, { ...params, from: disk.timeMs });
  expect(entries).toMatchObject([{ operation: 40, proposalOperation: 19, type: "asset.issue" }]);
  for (let day = 0; day < 8; day++) await disk.append([], DAY_MS);
  const places: string[] = [];
  for await (const { key } of disk.ledger.chain.store.rangeIndex("indexes")) {
    if (fromUtf8(key)!.startsWith("statement/")) places.push(fromUtf8(key)!);
  }
  expect(places).toEqual([]);
});

const HKD = { account: "alice", asset: "HKD@gateway-hk" };
const issue = (minor: bigint) => ({
  type: "asset.issue",
  body: { to: alice.account, amount: { asset: hkd, minor }, reference: undefined },
});

describe("one chain", () => {
  let disk: DiskChain;
  let url: string;
  beforeEach(async () => {
    disk = await open("chain");
    const define = { type: "asset.define", body: { code: "HKD", decimals: 2 } };
    await disk.block([define], { by: [gateway] });
    await disk.block([issue(10_000n)], { by: [gateway] });
    url = await serve(disk);
  });

  test("each operation of a bulk transaction has an entry with the balance after it", async () => {
    const orders = Array.from({ length: 100 }, (_, n) => ({
      type: "payment.transfer",
      body: payment(bob.account, BigInt(n + 1)),
    }));
    const [id] = await disk.block(orders, { by: [alice] });
    const found = await statementOf(url, { ...HKD, limit: 7 });
    const bulk = found.entries.filter(({ transaction }) => transaction === toHex(id!));
    expect(bulk.map(({ operation }) => operation)).toEqual(orders.map((_, n) => n));
    expect(bulk.map(({ change }) => change.available)).toEqual(orders.map((_, n) => `-${n + 1}`));
    expect(found.closing).toEqual({ available: "4950", held: "0" });
    const sum = bulk.reduce((left, one) => left + BigInt(one.change.available), 10_000n);
    expect(sum).toBe(4_950n);
  });

  test("money that goes through an account within one transaction shows both ways", async () => {
    const there = {
      type: "payment.transfer",
      body: payment(bob.account, 5n),
      source: alice.account,
    };
    const back = {
      type: "payment.transfer",
      body: payment(alice.account, 5n),
      source: bob.account,
    };
    await disk.block([there, back], { by: [alice, bob] });
    const { entries, closing } = await statementOf(url, { ...HKD, account: "bob" });
    expect(entries.map(({ change }) => change.available)).toEqual(["5", "-5"]);
    expect(closing).toEqual({ available: "0", held: "0" });
  });

  test("a failed transaction leaves no entry, not of the operations before the failure either", async () => {
    const good = { type: "payment.transfer", body: payment(bob.account, 5n) };
    const bad = { type: "payment.transfer", body: payment(bob.account, 10_000n) };
    await disk.block([good, bad], { by: [alice] });
    const { entries } = await statementOf(url, HKD);
    expect(entries).toMatchObject([{ type: "asset.issue" }]);
  });

  test("a day begins with its first millisecond and ends before the next one's", async () => {
    const midnight = disk.timeMs - (disk.timeMs % DAY_MS) + DAY_MS;
    const day = new Date(midnight).toISOString().slice(0, 10);
    const dayAfter = new Date(midnight + DAY_MS).toISOString().slice(0, 10);
    for (const ms of [midnight - 1, midnight, midnight + DAY_MS - 1, midnight + DAY_MS]) {
      await disk.pay(ms - disk.timeMs);
    }
    const of = (params: Json) =>
      statementOf(url, { ...HKD, ...(params as object) }).then(({ opening, closing, entries }) => ({
        ...{ opening: (opening as { available: string }).available },
        ...{ closing: (closing as { available: string }).available, count: entries.length },
      }));
    expect(await of({ from: day, to: dayAfter })).toEqual({
      opening: "9999",
      closing: "9997",
      count: 2,
    });
    expect(await of({ to: day })).toEqual({ opening: "0", closing: "9999", count: 2 });
    expect(await of({ from: dayAfter })).toEqual({ opening: "9997", closing: "9996", count: 1 });
  });

  test("what came after a first page does not change what its `to` closes", async () => {
    await disk.pay();
    const first = await result<Statement>(url, "account_statement", { ...HKD, limit: 1 });
    expect(first.to).toBe(disk.timeMs + 1);
    await disk.pay();
    const page = { ...HKD, to: first.to, after: first.next };
    const second = await result<Statement>(url, "account_statement", page);
    expect(second).toMatchObject({ closing: first.closing, next: null });
    expect(second.entries).toHaveLength(1);
  });

  test("a range in the future is empty, and holds what there is now", async () => {
    const found = await statementOf(url, { ...HKD, from: "2099-01-01" });
    const now = { available: "10000", held: "0" };
    expect(found).toMatchObject({ opening: now, closing: now, entries: [] });
  });

  test.each<[string, Json, string]>([
    ["an asset that is not defined", { asset: "USD@gateway-us" }, "UNKNOWN_ASSET"],
    ["a day that is none", { from: "2026-02-30" }, "INVALID_PARAMS"],
    ["an end before the beginning", { from: "2026-02-03", to: "2026-02-03" }, "INVALID_PARAMS"],
    ["a place that is none", { after: "7" }, "INVALID_PARAMS"],
  ])("%s is refused", async (_, params, code) => {
    const { error } = await ask(url, "account_statement", { ...HKD, ...(params as object) });
    expect(error?.data.code).toBe(code);
  });
});
