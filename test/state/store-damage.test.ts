import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ClassicLevel } from "classic-level";
import { describe, expect, test } from "vitest";

import { toHex, utf8 } from "../../src/primitives/bytes.ts";
import { proveKey } from "../../src/state/authenticated-map/prove.ts";
import { openStore } from "../../src/state/store.ts";
import { fromLevelError } from "../../src/state/store/store-error.ts";
import { blockOf, commitBlock, heightOf, openForTest } from "./chain.ts";
import { createRandom } from "./random.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** A closed store of a few blocks, for a test to damage. */
async function storedChain(directory: string, blocks = 5) {
  const store = await openStore(directory);
  const random = createRandom(9);
  const roots = [toHex(store.tree.root)];
  for (let height = 1; height <= blocks; height++) {
    roots.push(toHex(await commitBlock(store, height, blockOf(random, 800, 200))));
  }
  const root = store.tree.root;
  await store.close();
  return { root, roots };
}

/** Changes the raw database behind the store's back. */
async function tamper(
  directory: string,
  act: (level: ClassicLevel<string, Uint8Array>) => Promise<void>,
): Promise<void> {
  const level = new ClassicLevel<string, Uint8Array>(directory, { valueEncoding: "view" });
  await level.open();
  await act(level);
  await level.close();
}

async function firstUnder(level: ClassicLevel<string, Uint8Array>, gt: string, lt: string) {
  for await (const [key, value] of level.iterator({ gt, lt, limit: 1 })) {
    return { key, value: Uint8Array.from(value) };
  }
  throw new Error("nothing there");
}

const code = (expected: string): unknown => expect.objectContaining({ code: expected });
const onlyFile = (directory: string, pattern: RegExp) =>
  join(
    directory,
    readdirSync(directory).find((name) => pattern.test(name))!,
  );

describe("opening", () => {
  test("a database that is open elsewhere is DATABASE_LOCKED", async () => {
    const directory = temporaryDirectory();
    await openForTest(directory);
    await expect(openStore(directory)).rejects.toEqual(code("DATABASE_LOCKED"));
  });

  test("without createIfMissing an empty directory is DATABASE_MISSING", async () => {
    const directory = join(temporaryDirectory(), "none");
    const opened = openStore(directory, { createIfMissing: false });
    await expect(opened).rejects.toEqual(code("DATABASE_MISSING"));
  });

  test("a path that is a file is DATABASE_OPEN_FAILED", async () => {
    const file = join(temporaryDirectory(), "file");
    writeFileSync(file, "text");
    await expect(openStore(file)).rejects.toEqual(code("DATABASE_OPEN_FAILED"));
  });

  test("a foreign or future database is DATABASE_FORMAT and is left alone", async () => {
    const foreign = temporaryDirectory();
    await tamper(foreign, (level) => level.put("something", utf8("else")));
    await expect(openStore(foreign)).rejects.toEqual(code("DATABASE_FORMAT"));
    const future = temporaryDirectory();
    await storedChain(future, 1);
    await tamper(future, (level) => level.put("mstore-format", utf8("portolan-store 999")));
    await expect(openStore(future)).rejects.toEqual(code("DATABASE_FORMAT"));
    await expect(openStore(future), "and not locked").rejects.toEqual(code("DATABASE_FORMAT"));
  });

  test("a lost CURRENT is DATABASE_DAMAGED: LevelDB alone would start an empty database", async () => {
    const directory = temporaryDirectory();
    await storedChain(directory);
    const files = readdirSync(directory).length;
    rmSync(join(directory, "CURRENT"));
    await expect(openStore(directory)).rejects.toEqual(code("DATABASE_DAMAGED"));
    expect(readdirSync(directory).length).toBe(files - 1);
  });

  test("a damaged manifest and a lost table are DATABASE_DAMAGED", async () => {
    const directory = temporaryDirectory();
    await storedChain(directory);
    await (await openStore(directory)).close(); // turns the log into a table
    const lost = temporaryDirectory();
    cpSync(directory, lost, { recursive: true });
    rmSync(onlyFile(lost, /\.ldb$/));
    await expect(openStore(lost)).rejects.toEqual(code("DATABASE_DAMAGED"));

    const manifest = onlyFile(directory, /^MANIFEST/);
    const bytes = readFileSync(manifest);
    bytes.fill(0x55, 4, 40);
    writeFileSync(manifest, bytes);
    await expect(openStore(directory)).rejects.toEqual(code("DATABASE_DAMAGED"));
  });
});

describe("atomicity", () => {
  test("a log torn at any place leaves the store at exactly one height, whole [seed 71]", async () => {
    const directory = temporaryDirectory();
    const { roots } = await storedChain(directory, 6);
    const size = readFileSync(onlyFile(directory, /\.log$/)).length;
    const random = createRandom(71);
    const seen = new Set<number>();
    for (let i = 0; i < 25; i++) {
      const torn = temporaryDirectory();
      cpSync(directory, torn, { recursive: true });
      truncateSync(onlyFile(torn, /\.log$/), 100 + random.below(size - 100));
      const store = await openStore(torn);
      const height = heightOf(store);
      expect(toHex(store.tree.root)).toBe(roots[height]);
      await store.verifyAll(store.tree.root);
      await store.close();
      seen.add(height);
    }
    expect(seen.size).toBeGreaterThan(3);
  });
});

describe("verifyAll", () => {
  const cases: Record<string, (level: ClassicLevel<string, Uint8Array>) => Promise<void>> = {
    "a flipped value": async (level) => {
      const { key, value } = await firstUnder(level, "s", "t");
      value[3]! ^= 1;
      await level.put(key, value);
    },
    "a missing value": async (level) => level.del((await firstUnder(level, "s", "t")).key),
    "a value too many": (level) => level.put("szzz", utf8("extra")),
    "a flipped root node": async (level) => {
      const node = Uint8Array.from((await level.get("n"))!);
      node[40]! ^= 1;
      await level.put("n", node);
    },
    "a flipped bucket": async (level) => {
      const { key, value } = await firstUnder(level, "n70", "n8");
      value[40]! ^= 1;
      await level.put(key, value);
    },
    "a missing bucket": async (level) => level.del((await firstUnder(level, "n70", "n8")).key),
    "a missing root": (level) => level.del("n"),
    "a missing last node": async (level) => {
      for await (const key of level.keys({ gt: "n", lt: "o", reverse: true, limit: 1 }))
        await level.del(key);
    },
    "a node too many": (level) => level.put("nffffff", Uint8Array.of(0)),
    "a node too many in between": (level) =>
      level.put("n7", Uint8Array.of(0)).then(() => level.put("n70000", Uint8Array.of(0))),
  };
  for (const [name, act] of Object.entries(cases)) {
    test(`finds ${name}`, async () => {
      const directory = temporaryDirectory();
      const { root } = await storedChain(directory);
      await tamper(directory, act);
      const store = await openForTest(directory);
      await expect(store.verifyAll(root)).rejects.toEqual(code("DATABASE_DAMAGED"));
    });
  }

  test("passes a sound store, says how far it is, and refuses another root", async () => {
    const directory = temporaryDirectory();
    const { root } = await storedChain(directory);
    const store = await openForTest(directory);
    const seen: string[] = [];
    const result = await store.verifyAll(root, ({ phase, done }) => seen.push(`${phase} ${done}`));
    expect(seen).toEqual([`nodes ${result.nodes}`, `values ${result.values}`]);
    const other = Uint8Array.from(root);
    other[0]! ^= 1;
    await expect(store.verifyAll(other)).rejects.toEqual(code("DATABASE_DAMAGED"));
  });

  test("normal work refuses a damaged bucket before anything is computed from it", async () => {
    const directory = temporaryDirectory();
    await storedChain(directory);
    await tamper(directory, cases["a flipped bucket"]!);
    const store = await openForTest(directory);
    const changes = new Map(Array.from({ length: 5_000 }, (_, i) => [`y${i}`, utf8("1")]));
    await expect(commitBlock(store, 6, changes)).rejects.toEqual(code("DATABASE_DAMAGED"));
    const prove = (): void => changes.forEach((_, key) => void proveKey(store.tree, key));
    expect(prove).toThrow(code("DATABASE_DAMAGED"));
  });
});

describe("errors of LevelDB", () => {
  const table = [
    ["LEVEL_IO_ERROR", "IO error: 000005.log: No space left on device", "write", "DATABASE_FULL"],
    ["LEVEL_IO_ERROR", "IO error: 000005.log: Disk quota exceeded", "write", "DATABASE_FULL"],
    [
      "LEVEL_IO_ERROR",
      "IO error: 000005.log: Input/output error",
      "write",
      "DATABASE_WRITE_FAILED",
    ],
    ["LEVEL_IO_ERROR", "IO error: 000005.ldb: Input/output error", "read", "DATABASE_READ_FAILED"],
    ["LEVEL_CORRUPTION", "Corruption: block checksum mismatch", "read", "DATABASE_DAMAGED"],
    ["LEVEL_IO_ERROR", "IO error: LOCK: Permission denied", "open", "DATABASE_OPEN_FAILED"],
  ] as const;
  for (const [level, text, during, expected] of table) {
    test(`${text} while it should ${during} is ${expected}`, () => {
      const cause = Object.assign(new Error(text), { code: level });
      const error = fromLevelError(new Error("outer", { cause }), during, "db");
      expect(error.code).toBe(expected);
      expect(error.message.startsWith(`${expected}: `)).toBe(true);
    });
  }
});
