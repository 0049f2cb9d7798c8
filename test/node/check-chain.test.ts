import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { digestOf } from "../../src/chain/block.ts";
import * as records from "../../src/node/chain-records.ts";
import { checkLedger } from "../../src/node/check-chain.ts";
import { databasePath } from "../../src/node/first-journal.ts";
import { toHex, utf8 } from "../../src/primitives/bytes.ts";
import { decodeOwn, encode } from "../../src/primitives/fields/codec.ts";
import type { Field } from "../../src/primitives/fields/field.ts";
import { openStore } from "../../src/state/store.ts";
import type { StoreCommit } from "../../src/state/store/commit.ts";
import { TestLedger } from "../ledger.ts";
import { DiskChain } from "./disk-chain.ts";

// Goal: `portolan check` proves a whole data directory, and finds every kind of change to it.
// Method: a chain of three blocks in a real database; one record changed at a time, as a bad disk or a careless hand would.

const BLOCKS = 3;
const world = new TestLedger();
const { genesis } = world;

let directory: string;
/** Ids by block, from 1. */
let ids: Uint8Array[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "portolan-check-"));
  ids = [];
  const chain = await DiskChain.open(directory, undefined, world);
  for (let height = 1; height <= BLOCKS; height++) ids.push(await chain.pay());
  await chain.close();
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function overwrite(change: Partial<StoreCommit>): Promise<void> {
  const store = await openStore(databasePath(directory));
  await store.commit({ state: new Map(), nodes: [], index: [], ...change });
  await store.close();
}

/** Changes the value of one index entry. */
async function edit<T>(
  space: "blocks" | "receipts",
  key: string,
  kind: Field<T>,
  change: (value: T) => T,
): Promise<void> {
  const store = await openStore(databasePath(directory));
  const value = decodeOwn(kind, store.readIndex(space, key)!);
  await store.commit({
    ...{ state: new Map(), nodes: [] },
    index: [{ space, key, value: encode(kind, change(value)) }],
  });
  await store.close();
}

test("a sound directory: blocks, certificates, transactions, tree and values are counted", async () => {
  const phases = new Set<string>();
  const result = await checkLedger(directory, genesis, (phase) => phases.add(phase));
  expect(result).toMatchObject({ height: BLOCKS, transactions: BLOCKS, certificates: BLOCKS });
  expect(result.values).toBeGreaterThan(0);
  expect(phases).toContain("blocks");
});

const key = records.blockKey;

describe("DATABASE_DAMAGED names the block and what is wrong with it", () => {
  test.each<[string, RegExp, () => Promise<void>]>([
    [
      "a block whose time was changed",
      /block 2 is not the one that its successor names/,
      () =>
        edit("blocks", key(2), records.storedBlock, ({ block, certificate }) => {
          const header = { ...block.header, timeMs: block.header.timeMs + 1 };
          return { block: { ...block, header }, certificate };
        }),
    ],
    [
      "a block that lists another transaction",
      /block 2 lists other transactions/,
      () =>
        edit("blocks", key(2), records.storedBlock, ({ block, certificate }) => {
          const [ref] = block.transactions;
          const transactions = [{ ...ref!, wireHash: new Uint8Array(32) }];
          return { block: { ...block, transactions }, certificate };
        }),
    ],
    [
      "a body that is another one's",
      /block 2 has another body than it lists/,
      async () => {
        const store = await openStore(databasePath(directory));
        const value = store.readIndex("blocks", records.bodiesKey(1))!;
        await store.close();
        await overwrite({ index: [{ space: "blocks", key: records.bodiesKey(2), value }] });
      },
    ],
    [
      "a receipt that says something else",
      /block 2 has other receipts/,
      () =>
        edit("receipts", records.heightKey(2), records.storedReceipts, ([receipt]) => [
          { ...receipt!, code: "SOMETHING_ELSE" },
        ]),
    ],
    [
      "an index entry that is gone",
      /block 2 is not where the index looks/,
      () =>
        overwrite({
          index: [{ space: "indexes", key: records.placeKey(toHex(ids[1]!)), value: undefined }],
        }),
    ],
    [
      "receipts that are gone",
      /block 2 cannot be read/,
      () =>
        overwrite({
          index: [{ space: "receipts", key: records.heightKey(2), value: undefined }],
        }),
    ],
    [
      "a body that does not decode",
      /block 2 cannot be read/,
      () =>
        edit("blocks", records.bodiesKey(2), records.storedBodies, ([body]) => [body!.slice(1)]),
    ],
    [
      "a digest that the index does not have",
      /block 2 is not where the index looks for its digest/,
      async () => {
        const store = await openStore(databasePath(directory));
        const { block } = decodeOwn(records.storedBlock, store.readIndex("blocks", key(2))!);
        await store.close();
        const digest = records.digestKey(toHex(digestOf(block.header)));
        await overwrite({ index: [{ space: "indexes", key: digest, value: undefined }] });
      },
    ],
    [
      "a record of the head that is gone",
      /no record of its head/,
      () => overwrite({ index: [{ space: "meta", key: records.HEAD_KEY, value: undefined }] }),
    ],
    [
      "a certificate with a signature changed",
      /certificate of block 2/,
      () =>
        edit("blocks", key(2), records.storedBlock, ({ block, certificate }) => {
          const [first, ...rest] = certificate!.seals;
          const seals = [{ ...first!, signature: first!.signature.slice().fill(7, 0, 1) }, ...rest];
          return { block, certificate: { ...certificate!, seals } };
        }),
    ],
    [
      "a head without its certificate",
      /block 3 is the head and has no certificate/,
      () =>
        edit("blocks", key(3), records.storedBlock, ({ block }) => {
          return { block, certificate: undefined };
        }),
    ],
    [
      "a value of the state",
      /participant\/alice/,
      () => overwrite({ state: new Map([["participant/alice", utf8("x")]]) }),
    ],
  ])("%s", async (_, message, damage) => {
    await damage();
    const checked = checkLedger(directory, genesis);
    await expect(checked).rejects.toMatchObject({ code: "DATABASE_DAMAGED" });
    await expect(checkLedger(directory, genesis)).rejects.toThrow(message);
  });

  test("a database that is not there is DATABASE_MISSING, and none is made", async () => {
    await expect(checkLedger(join(directory, "none"), genesis)).rejects.toMatchObject({
      code: "DATABASE_MISSING",
    });
  });

  test("another network's genesis is WRONG_NETWORK", async () => {
    await expect(checkLedger(directory, { ...genesis, network: "other" })).rejects.toMatchObject({
      code: "WRONG_NETWORK",
    });
  });
});
