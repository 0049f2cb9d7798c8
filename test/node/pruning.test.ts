import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { checkLedger } from "../../src/node/check-chain.ts";
import { COUNCIL } from "../../src/primitives/account-id.ts";
import { peerIdOfKey } from "../../src/chain/peer-id.ts";
import { followHandOvers, trustGenesis } from "../../src/chain/proof/trust.ts";
import { testKey } from "../keys.ts";
import { council } from "../ledger.ts";
import { DiskChain } from "./disk-chain.ts";

// Goal: a node that keeps N blocks forgets all of the older ones, and nothing that the chain still needs.
// Method: chains in real databases; blocks a minute apart, with a lifetime of five.

const MINUTE_MS = 60_000;
const LIFETIME_BLOCKS = 5;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "portolan-pruning-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("the newest N blocks are kept; of an older one no record is left", async () => {
  const disk = await DiskChain.open(directory, 10);
  const { chain } = disk.ledger;
  const ids: Uint8Array[] = [];
  for (let height = 1; height <= 30; height++) ids.push(await disk.pay(MINUTE_MS));

  expect(chain.firstHeight()).toBe(21);
  expect(chain.block(21)?.height).toBe(21);
  expect(chain.block(20)).toBeUndefined();
  expect(chain.finality(20)).toBeUndefined();
  expect(chain.place(ids[20]!)).toEqual({ height: 21, index: 0 });
  expect(chain.place(ids[19]!)).toBeUndefined();
  const alice = await chain.history(testKey("alice").account, { limit: 100 });
  expect(alice.map(({ height }) => height)).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21]);

  const left = { blocks: 0, receipts: 0, indexes: 0 };
  for (const space of ["blocks", "receipts", "indexes"] as const) {
    for await (const { key } of chain.store.rangeIndex(space)) left[space] += Math.sign(key.length);
  }
  // Block 0 and ten others: block and bodies, receipts, and in the indexes digest, accounts, place and a history.
  expect(left).toEqual({ blocks: 2 * 11, receipts: 11, indexes: 2 + 10 * 4 });
  await disk.close();
});

test("at least one lifetime is kept, so that no transaction enters the chain twice", async () => {
  const disk = await DiskChain.open(directory, 1);
  for (let height = 1; height <= 20; height++) await disk.pay(MINUTE_MS);
  // One more, which is too old: it shows that none is left out above it.
  expect(disk.ledger.chain.firstHeight()).toBe(20 - LIFETIME_BLOCKS - 1);
  const last = await disk.pay(MINUTE_MS);
  await disk.close();

  const again = await DiskChain.open(directory, 1);
  expect(again.ledger.chain.recentIds().has(Buffer.from(last).toString("hex"))).toBe(true);
  await again.close();
});

test("a node that is told to keep fewer blocks comes down to them as the chain goes on", async () => {
  const archive = await DiskChain.open(directory);
  for (let height = 1; height <= 30; height++) await archive.pay(MINUTE_MS);
  expect(archive.ledger.chain.firstHeight()).toBe(0);
  await archive.close();

  const pruned = await DiskChain.open(directory, 10, archive.world);
  const first: number[] = [];
  for (let n = 0; n < 6; n++) {
    await pruned.pay(MINUTE_MS);
    first.push(pruned.ledger.chain.firstHeight());
  }
  expect(first).toEqual([6, 11, 16, 21, 26, 27]);
  await pruned.close();
});

test("C13: how each epoch ended is kept for ever, and portolan check proves the rest by it", async () => {
  const disk = await DiskChain.open(directory, 3);
  const { publicKey } = testKey("node-4");
  const validator = { name: "node-4", publicKey, peerId: peerIdOfKey(publicKey) };
  const add = { type: "council.validator.add", body: validator, source: COUNCIL };
  await disk.block([add], { by: council.slice(0, 3), account: COUNCIL }, MINUTE_MS);
  for (let height = 2; height <= 30; height++) await disk.pay(MINUTE_MS);

  const { chain } = disk.ledger;
  const { genesis } = disk.world;
  expect(chain.epoch.epoch).toBe(1);
  expect(chain.firstHeight()).toBeGreaterThan(20);
  const sets = followHandOvers(trustGenesis(genesis), chain.handOvers(0, 10));
  expect(sets.ok && sets.value.get(1)?.validators.map(({ name }) => name)).toContain("node-4");
  expect(chain.handOver(0)?.epoch).toBe(0);
  await disk.close();

  const checked = await checkLedger(directory, genesis);
  expect(checked).toMatchObject({ height: 30, transactions: 30 - chain.firstHeight() + 1 });
});
