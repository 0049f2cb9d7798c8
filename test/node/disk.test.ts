import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createClock } from "../../src/node/alarm.ts";
import { HEAD_KEY, storedHead } from "../../src/node/chain-records.ts";
import { loadConfig, loadGenesis } from "../../src/node/config.ts";
import { databasePath, journalPath, writeFirstJournal } from "../../src/node/first-journal.ts";
import { JournalFile } from "../../src/node/journal-file.ts";
import { openLedger } from "../../src/node/ledger-parts.ts";
import { decodeOwn, encode } from "../../src/primitives/fields/codec.ts";
import { openStore } from "../../src/state/store.ts";
import { testGenesis } from "../ledger.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "portolan-disk-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const genesis = testGenesis();

describe("a data directory", () => {
  test("is made with genesis at height 0 and opened again at the same", async () => {
    const first = await openLedger(directory, genesis, createClock());
    const { digest } = first.chain.head();
    await first.chain.store.close();
    const again = await openLedger(directory, genesis, createClock());
    expect(again.chain.head()).toMatchObject({ height: 0, digest });
    await again.chain.store.close();
  });

  test("of another network is refused with WRONG_NETWORK and left alone", async () => {
    const first = await openLedger(directory, genesis, createClock());
    await first.chain.store.close();
    const other = { ...genesis, network: "other" };
    await expect(openLedger(directory, other, createClock())).rejects.toMatchObject({
      code: "WRONG_NETWORK",
    });
    const again = await openLedger(directory, genesis, createClock());
    await again.chain.store.close();
  });

  test("in use by another process is DATABASE_LOCKED", async () => {
    const first = await openLedger(directory, genesis, createClock());
    await expect(openLedger(directory, genesis, createClock())).rejects.toMatchObject({
      code: "DATABASE_LOCKED",
    });
    await first.chain.store.close();
  });

  test("whose head names a root that the tree does not have is DATABASE_DAMAGED", async () => {
    const first = await openLedger(directory, genesis, createClock());
    await first.chain.store.close();
    const store = await openStore(databasePath(directory));
    const head = decodeOwn(storedHead, store.readIndex("meta", HEAD_KEY)!);
    const value = encode(storedHead, { ...head, stateRoot: new Uint8Array(32).fill(1) });
    const index = [{ space: "meta" as const, key: HEAD_KEY, value }];
    await store.commit({ state: new Map(), nodes: [], index });
    await store.close();
    await expect(openLedger(directory, genesis, createClock())).rejects.toMatchObject({
      code: "DATABASE_DAMAGED",
    });
  });
});

describe("the journal's file (C8)", () => {
  const open = (): JournalFile =>
    new JournalFile(journalPath(directory), (error) => {
      throw error;
    });
  const synced = (journal: JournalFile): Promise<void> => new Promise((done) => journal.sync(done));

  test("is made once with the key, and never again", async () => {
    const key = genesis.validators[0]!.publicKey;
    await writeFirstJournal(directory, genesis, key);
    const first = JournalFile.read(journalPath(directory))!;
    expect(first.length).toBeGreaterThan(32);
    const journal = open();
    journal.append(Uint8Array.of(1, 2, 3));
    await synced(journal);
    journal.close();
    await writeFirstJournal(directory, genesis, key);
    expect(JournalFile.read(journalPath(directory))!.length).toBe(first.length + 3);
  });

  test("one sync serves all who asked in a turn, after what they appended is there", async () => {
    const journal = open();
    const order: number[] = [];
    const waits = [1, 2, 3].map((n) => {
      journal.append(Uint8Array.of(n));
      return new Promise<void>((resolve) => {
        journal.sync(() => {
          order.push(n);
          resolve();
        });
      });
    });
    await Promise.all(waits);
    expect(order).toEqual([1, 2, 3]);
    expect([...JournalFile.read(journalPath(directory))!]).toEqual([1, 2, 3]);
    journal.close();
  });

  test("is replaced whole, and appends go behind the replacement", async () => {
    const journal = open();
    journal.append(Uint8Array.of(1, 1, 1));
    journal.replace(Uint8Array.of(7));
    journal.append(Uint8Array.of(8));
    await synced(journal);
    expect([...JournalFile.read(journalPath(directory))!]).toEqual([7, 8]);
    journal.close();
  });

  test("after a write that the disk refused no sync calls back, and the operator is told what to do", async () => {
    const failures: Error[] = [];
    const journal = new JournalFile("/dev/full", (error) => failures.push(error)); // refuses every byte
    let isDone = false;
    journal.append(Uint8Array.of(1));
    journal.sync(() => (isDone = true));
    journal.append(Uint8Array.of(2));
    await new Promise((resolve) => setTimeout(resolve, 50));
    journal.close();
    expect(isDone).toBe(false);
    expect(failures).toMatchObject([{ code: "JOURNAL_FULL" }]);
    expect(failures[0]!.message).toMatch(/Free space, then start the node again/);
  });

  test("that is missing reads as undefined, not as empty", () => {
    expect(JournalFile.read(journalPath(directory))).toBeUndefined();
  });
});

describe("configuration", () => {
  const config = (text: string): string => {
    const file = join(directory, "config.toml");
    writeFileSync(file, text);
    return file;
  };

  test.each([
    ["no file", () => join(directory, "none.toml")],
    ["not TOML", () => config("name = ")],
    ["a misspelt name", () => config('name = "n"\ngenesiss = "g"')],
    [
      "a port out of range",
      () =>
        config(
          'name="n"\ngenesis="g"\ndata="d"\n[rpc]\nport=70000\n[p2p]\nlisten=["x"]\n[keys]\nnetwork="k"',
        ),
    ],
  ])("%s: BAD_CONFIG", (_, file) => {
    expect(() => loadConfig(file())).toThrow(
      expect.objectContaining({ code: "BAD_CONFIG" }) as Error,
    );
  });

  test("a genesis file that is cut off is BAD_GENESIS", () => {
    const file = join(directory, "genesis.json");
    writeFileSync(file, JSON.stringify({ network: "x" }));
    truncateSync(file, readFileSync(file).length - 2);
    expect(() => loadGenesis(file)).toThrow(
      expect.objectContaining({ code: "BAD_GENESIS" }) as Error,
    );
  });
});
