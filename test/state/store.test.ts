import { describe, expect, test } from "vitest";

import { fromUtf8, toHex, utf8 } from "../../src/primitives/bytes.ts";
import { EMPTY_HASH } from "../../src/state/authenticated-map/node.ts";
import { verifyMapProof } from "../../src/primitives/map-proof.ts";
import { proveKey } from "../../src/state/authenticated-map/prove.ts";
import { updateMap } from "../../src/state/authenticated-map/update.ts";
import { Overlay } from "../../src/state/overlay.ts";
import type { Store } from "../../src/state/store.ts";
import type { IndexRange } from "../../src/state/store/index-range.ts";
import { blockOf, commitBlock, heightOf, openForTest } from "./chain.ts";
import { naiveTree } from "./naive-map.ts";
import { createRandom } from "./random.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

const tiny = { stateCacheBytes: 20_000, treeMemoryBytes: 20_000 };

async function keysIn(store: Store, range?: IndexRange): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.rangeIndex("indexes", range)) keys.push(fromUtf8(key)!);
  return keys;
}

describe("store", () => {
  for (const options of [undefined, tiny]) {
    const caches = options === undefined ? "ample caches" : "caches that hold almost nothing";
    test(`blocks, reopened in between, agree with the naive tree: ${caches} [seed 5]`, async () => {
      const directory = temporaryDirectory();
      const random = createRandom(5);
      const content = new Map<string, Uint8Array>();
      let root = EMPTY_HASH;
      for (let opening = 0; opening < 3; opening++) {
        const store = await openForTest(directory, options);
        expect(heightOf(store)).toBe(opening * 10);
        expect(toHex(store.tree.root)).toBe(toHex(root));
        for (let i = 1; i <= 10; i++) {
          const changes = blockOf(random, 1_000, 200);
          for (const [key, value] of changes) {
            if (value === undefined) content.delete(key);
            else content.set(key, value);
          }
          root = await commitBlock(store, opening * 10 + i, changes);
          expect(toHex(root)).toBe(naiveTree(content).root);
        }
        for (let i = 0; i < 1_000; i++) {
          expect(store.get(`key/${i}`)).toEqual(content.get(`key/${i}`));
          expect(store.has(`key/${i}`)).toBe(content.has(`key/${i}`));
        }
        const proof = proveKey(store.tree, "key/1");
        expect(verifyMapProof(root, "key/1", content.get("key/1"), proof)).toBe(true);
        expect((await store.verifyAll(root)).values).toBe(content.size);
        await store.close();
      }
    });
  }

  test("a new store is empty and has the zero root", async () => {
    const store = await openForTest(temporaryDirectory());
    expect(store.get("a")).toBeUndefined();
    expect(store.tree.top()).toBeNull();
    expect(store.tree.root).toEqual(EMPTY_HASH);
    expect(await store.verifyAll(EMPTY_HASH)).toEqual({ nodes: 0, values: 0 });
  });

  test("until a commit resolves every read is the state before it, then the state after", async () => {
    const store = await openForTest(temporaryDirectory(), tiny);
    const genesis = new Map(Array.from({ length: 3_000 }, (_, i) => [`k${i}`, utf8("old")]));
    await commitBlock(store, 1, genesis);
    const before = store.tree.root;
    const writes = new Map(Array.from({ length: 3_000 }, (_, i) => [`k${i}`, utf8("new")]));
    let done = false;
    const commit = commitBlock(store, 2, writes).then(() => (done = true));
    let reads = 0;
    while (!done) {
      const key = `k${(reads * 7) % 3_000}`;
      expect(fromUtf8(store.get(key)!)).toBe("old");
      expect(heightOf(store)).toBe(1);
      expect(store.tree.root).toEqual(before);
      const proof = proveKey(store.tree, key);
      expect(verifyMapProof(before, key, utf8("old"), proof)).toBe(true);
      reads += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await commit;
    expect(reads).toBeGreaterThan(0);
    expect(heightOf(store)).toBe(2);
    for (let i = 0; i < 3_000; i++) expect(fromUtf8(store.get(`k${i}`)!)).toBe("new");
    await store.verifyAll(store.tree.root);
  });

  test("overlays over the store: execute ahead, commit, rebase", async () => {
    const store = await openForTest(temporaryDirectory());
    const parent = new Overlay(store);
    parent.put("a", utf8("1"));
    const first = updateMap(store.tree, parent.changes());
    const child = new Overlay(parent);
    child.put("b", utf8("2"));
    const commit = store.commit({ state: parent.changes(), ...first, index: [] });
    const second = updateMap(first.tree, child.changes());
    await commit;
    child.rebase(store);
    expect(child.get("a")).toEqual(utf8("1"));
    expect(updateMap(store.tree, child.changes()).tree.root).toEqual(second.tree.root);
    await store.commit({ state: child.changes(), ...second, index: [] });
    expect(store.tree.root).toEqual(second.tree.root);
  });

  test("what was absent is there after the commit that writes it, asked by get or by has", async () => {
    const store = await openForTest(temporaryDirectory());
    for (const round of [1, 2]) {
      expect([store.has("a"), store.get("b"), store.has("c")]).toEqual([false, undefined, false]);
      const commit = commitBlock(store, round, new Map(["a", "b"].map((key) => [key, utf8("1")])));
      expect([store.has("a"), store.get("b"), store.has("b")]).toEqual([false, undefined, false]);
      await commit;
      expect([store.get("a"), store.has("b"), store.has("c")]).toEqual([utf8("1"), true, false]);
      await commitBlock(store, round, new Map(["a", "b"].map((key) => [key, undefined])));
    }
  });

  test("one commit at a time; the format key is not for callers", async () => {
    const store = await openForTest(temporaryDirectory());
    const block = { state: new Map([["a", utf8("1")]]), nodes: [], index: [] };
    const first = store.commit(block);
    await expect(store.commit(block)).rejects.toThrow("one commit is in flight");
    await first;
    await store.commit(block);
    for (const key of ["store-format", utf8("store-format")]) {
      const index = [{ space: "meta", key, value: utf8("x") }] as const;
      const commit = store.commit({ state: new Map(), nodes: [], index });
      await expect(commit).rejects.toThrow("format key");
    }
  });

  test("a closed store says so", async () => {
    const store = await openForTest(temporaryDirectory());
    await store.close();
    const closed = expect.objectContaining({ code: "DATABASE_CLOSED" }) as Error;
    const block = { state: new Map(), nodes: [], index: [] };
    expect(() => store.get("a")).toThrow(closed);
    await expect(store.commit(block)).rejects.toEqual(closed);
    expect(() => store.tree).toThrow(closed);
    await expect(store.verifyAll(EMPTY_HASH)).rejects.toEqual(closed);
  });
});

describe("index spaces", () => {
  test("ranges in byte order, bounds, reverse and limit; spaces do not mix", async () => {
    const store = await openForTest(temporaryDirectory());
    const keys = ["a", "ab", "b", "c", "d", "é"];
    const index = keys.flatMap((key) => [
      { space: "indexes" as const, key, value: utf8(`x ${key}`) },
      { space: "receipts" as const, key: utf8(`${key}1`), value: utf8("receipt") },
    ]);
    const binary = Uint8Array.of(0, 255, 7);
    await store.commit({
      state: new Map(),
      nodes: [],
      index: [...index, { space: "blocks", key: binary, value: utf8("bytes") }],
    });
    expect(await keysIn(store)).toEqual(keys);
    expect(await keysIn(store, { gt: "a", lt: "d" })).toEqual(["ab", "b", "c"]);
    expect(await keysIn(store, { gte: "ab", lte: utf8("c") })).toEqual(["ab", "b", "c"]);
    expect(await keysIn(store, { reverse: true, limit: 2 })).toEqual(["é", "d"]);
    expect(await keysIn(store, { gt: "é" })).toEqual([]);
    expect(fromUtf8(store.readIndex("indexes", "c")!)).toBe("x c");
    expect(fromUtf8(store.readIndex("blocks", binary)!)).toBe("bytes");
    expect(store.readIndex("meta", "c")).toBeUndefined();
    await store.commit({
      state: new Map(),
      nodes: [],
      index: [{ space: "indexes", key: "c", value: undefined }],
    });
    expect(await keysIn(store)).toEqual(["a", "ab", "b", "d", "é"]);
  });
});
