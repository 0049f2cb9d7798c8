import { describe, expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import { EMPTY_HASH, isNodeAt } from "../../src/state/authenticated-map/node.ts";
import { proveKey } from "../../src/state/authenticated-map/prove.ts";
import type { MapTree } from "../../src/state/authenticated-map/tree.ts";
import { updateMap } from "../../src/state/authenticated-map/update.ts";
import type { Changes } from "../../src/state/ledger.ts";
import { StoredNodes } from "../memory-tree.ts";
import { naiveTree } from "./naive-map.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";

/** A tree with its nodes as they would be on disk: what the store is to the map. */
class StoredTree {
  readonly #stored = new StoredNodes();
  tree = this.#stored.tree(EMPTY_HASH);

  get nodes(): Map<string, Uint8Array> {
    return this.#stored.nodes;
  }

  get root(): Uint8Array {
    return this.tree.root;
  }

  update(changes: Changes): void {
    const { tree, nodes } = updateMap(this.tree, changes);
    const before = new Map(this.nodes);
    this.#stored.write(nodes);
    for (const { path } of nodes) {
      // A changed node that did not change would be a needless write in every block.
      expect(hexOf(this.nodes.get(path))).not.toBe(hexOf(before.get(path)));
    }
    this.tree = tree;
  }

  /** As after a restart: nothing is in memory. */
  reopen(): void {
    this.tree = this.#stored.tree(this.root);
  }
}

function hexOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : toHex(bytes);
}

function expectCanonical(tree: StoredTree, content: ReadonlyMap<string, Uint8Array>): void {
  const naive = naiveTree(content);
  expect(toHex(tree.root)).toBe(naive.root);
  const nodes = [...tree.nodes].map(([path, node]) => [path, toHex(node)] as const);
  expect(new Map(nodes)).toEqual(naive.nodes);
}

function apply(content: Map<string, Uint8Array>, changes: Changes): void {
  for (const [key, value] of changes) {
    if (value === undefined) content.delete(key);
    else content.set(key, value);
  }
}

function randomChanges(random: Random, keys: number, size: number, deletePercent: number): Changes {
  const changes = new Map<string, Uint8Array | undefined>();
  for (let i = 0; i < size; i++) {
    const deleted = random.below(100) < deletePercent;
    changes.set(`key/${random.below(keys)}`, deleted ? undefined : random.bytes(random.below(3)));
  }
  return changes;
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}

describe("updateMap", () => {
  test("an empty map has the zero root, before and after content", () => {
    const tree = new StoredTree();
    tree.update(new Map());
    tree.update(new Map([["absent", undefined]]));
    expect(tree.root).toEqual(EMPTY_HASH);
    tree.update(new Map([["a", new Uint8Array(1)]]));
    tree.update(new Map([["a", undefined]]));
    expect(tree.root).toEqual(EMPTY_HASH);
    expect(tree.nodes.size).toBe(0);
  });

  test("the 17th entry splits a bucket and its removal joins it, at every size up to 40", () => {
    const tree = new StoredTree();
    const content = new Map<string, Uint8Array>();
    const keys = Array.from({ length: 40 }, (_, i) => `k${i}`);
    for (const key of keys) {
      const changes = new Map([[key, new Uint8Array(2)]]);
      apply(content, changes);
      tree.update(changes);
      expect(tree.nodes.get("")![0]).toBe(content.size > 16 ? 1 : 0);
      expectCanonical(tree, content);
    }
    for (const key of keys) {
      const changes = new Map([[key, undefined]]);
      apply(content, changes);
      tree.update(changes);
      expectCanonical(tree, content);
    }
  });

  test("writing what is there, or deleting what is not, changes no node", () => {
    const tree = new StoredTree();
    const random = createRandom(77);
    const changes = randomChanges(random, 500, 400, 0);
    tree.update(changes);
    const again = new Map<string, Uint8Array | undefined>(changes);
    again.set("absent", undefined);
    const update = updateMap(tree.tree, again);
    expect(update.nodes).toEqual([]);
    expect(update.tree).toBe(tree.tree);
  });

  for (const seed of [11, 12, 13, 14, 15, 16, 17, 18]) {
    test(`random updates give the canonical tree, phases of growth and decline [seed ${seed}]`, () => {
      const random = createRandom(seed);
      const tree = new StoredTree();
      const content = new Map<string, Uint8Array>();
      const keys = [30, 120, 900, 4_000][seed % 4]!;
      for (let round = 0; round < 40; round++) {
        const declining = Math.floor(round / 10) % 2 === 1;
        const size = 1 + random.below(round % 3 === 0 ? 5 : keys / 4);
        const changes = randomChanges(random, keys, size, declining ? 85 : 15);
        apply(content, changes);
        if (random.below(4) === 0) tree.reopen();
        if (random.below(4) === 0) tree.tree.forgetUnused();
        tree.update(changes);
        expectCanonical(tree, content);
      }
    });
  }

  for (const seed of [21, 22, 23, 24]) {
    test(`the same content by any order and batches has the same root [seed ${seed}]`, () => {
      const random = createRandom(seed);
      const changes = [...randomChanges(random, 3_000, 1_500, 0)];
      const extra = Array.from({ length: 300 }, (_, i) => `extra/${i}`);
      const once = new StoredTree();
      once.update(new Map(changes));
      for (let way = 0; way < 3; way++) {
        const tree = new StoredTree();
        tree.update(new Map(extra.map((key) => [key, random.bytes(2)])));
        let rest = shuffled(changes, random);
        while (rest.length > 0) {
          const size = 1 + random.below(way === 0 ? 3 : 400);
          tree.update(new Map(rest.slice(0, size)));
          rest = rest.slice(size);
        }
        tree.update(new Map(shuffled(extra, random).map((key) => [key, undefined])));
        expect(toHex(tree.root)).toBe(toHex(once.root));
        expect(tree.nodes.size).toBe(once.nodes.size);
      }
    });
  }

  test("nodes are never written into", () => {
    const random = createRandom(31);
    const tree = new StoredTree();
    tree.update(randomChanges(random, 2_000, 1_000, 0));
    const before = [...tree.nodes].map(([path, node]) => [path, toHex(node)]);
    const proof = proveKey(tree.tree, "key/1");
    updateMap(tree.tree, randomChanges(random, 2_000, 500, 50));
    expect(proveKey(tree.tree, "key/1")).toEqual(proof);
    expect([...tree.nodes].map(([path, node]) => [path, toHex(node)])).toEqual(before);
  });

  test("every node stands where isNodeAt says it may, and nowhere else", () => {
    const tree = new StoredTree();
    tree.update(randomChanges(createRandom(32), 2_000, 1_000, 0));
    for (const [path, node] of tree.nodes) {
      expect(isNodeAt(node, path)).toBe(true);
      if (node[0] !== 0) continue;
      const elsewhere = (path.startsWith("0") ? "1" : "0") + path.slice(1);
      expect(isNodeAt(node, elsewhere)).toBe(false);
    }
  });

  test("a node that is missing is reported as damage, not as absence", () => {
    const tree = new StoredTree();
    tree.update(randomChanges(createRandom(33), 2_000, 1_000, 0));
    tree.nodes.delete("5");
    tree.reopen();
    const changes = new Map(Array.from({ length: 200 }, (_, i) => [`x${i}`, new Uint8Array(1)]));
    expect(() => updateMap(tree.tree, changes)).toThrow('path "5" is missing');
  });
});

describe("MapTree", () => {
  for (const seed of [41, 42, 43]) {
    test(`blocks on blocks, forks and commits stand side by side [seed ${seed}]`, () => {
      const random = createRandom(seed);
      const stored = new StoredTree();
      const content = new Map<string, Uint8Array>();
      const genesis = randomChanges(random, 600, 400, 0);
      stored.update(genesis);
      apply(content, genesis);
      stored.reopen();

      const block = (below: MapTree, parent: ReadonlyMap<string, Uint8Array>) => {
        const changes = randomChanges(random, 600, 150, 60);
        const { tree } = updateMap(below, changes);
        const after = new Map(parent);
        apply(after, changes);
        expect(toHex(tree.root)).toBe(naiveTree(after).root);
        return { tree, after, changes };
      };

      const first = block(stored.tree, content);
      const rival = block(stored.tree, content);
      const second = block(first.tree, first.after);
      const fork = block(first.tree, first.after);
      block(rival.tree, rival.after);
      block(second.tree, second.after);

      stored.update(first.changes);
      for (let times = 0; times < 2; times++) stored.tree.forgetUnused(); // now all of it
      block(second.tree, second.after);
      block(fork.tree, fork.after);
      stored.update(second.changes);
      expect(toHex(stored.root)).toBe(toHex(second.tree.root));
    });
  }

  test("what was used since the last time stays in memory, the rest is read again", () => {
    const stored = new StoredTree();
    stored.update(randomChanges(createRandom(51), 4_000, 4_000, 0));
    stored.reopen();
    const all = Array.from({ length: 4_000 }, (_, i) => `key/${i}`);
    const used = all.slice(0, 3);
    for (const key of all) proveKey(stored.tree, key);
    const whole = stored.tree.forgetUnused();
    for (const key of used) proveKey(stored.tree, key);
    expect(stored.tree.forgetUnused()).toBeLessThan(whole / 10);

    for (const [path] of [...stored.nodes]) stored.nodes.delete(path);
    for (const key of used) proveKey(stored.tree, key);
    expect(() => all.map((key) => proveKey(stored.tree, key))).toThrow("is missing");
  });
});
