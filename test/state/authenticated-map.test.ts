import { describe, expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import { EMPTY_HASH, isNodeAt, nodeHash } from "../../src/state/authenticated-map/node.ts";
import type { NodeReader } from "../../src/state/authenticated-map/node.ts";
import { NodeOverlay } from "../../src/state/authenticated-map/node-overlay.ts";
import { updateMap } from "../../src/state/authenticated-map/update.ts";
import type { Changes } from "../../src/state/ledger.ts";
import { naiveTree } from "./naive-map.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";

/** Committed nodes in memory: what the store is to the map. */
class MemoryTree implements NodeReader {
  readonly nodes = new Map<string, Uint8Array>();
  root: Uint8Array = EMPTY_HASH;

  node(path: string): Uint8Array | undefined {
    return this.nodes.get(path);
  }

  update(changes: Changes): void {
    const { root, nodes } = updateMap(this, this.root, changes);
    for (const [path, node] of nodes) {
      const before = this.nodes.get(path);
      // A changed node that did not change would be a needless write in every block.
      expect(node === undefined ? before !== undefined : toHex(node) !== hexOf(before)).toBe(true);
      if (node === undefined) this.nodes.delete(path);
      else this.nodes.set(path, node);
    }
    this.root = root;
  }
}

function hexOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : toHex(bytes);
}

function expectCanonical(tree: MemoryTree, content: ReadonlyMap<string, Uint8Array>): void {
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
    const tree = new MemoryTree();
    tree.update(new Map());
    tree.update(new Map([["absent", undefined]]));
    expect(tree.root).toEqual(EMPTY_HASH);
    tree.update(new Map([["a", new Uint8Array(1)]]));
    tree.update(new Map([["a", undefined]]));
    expect(tree.root).toEqual(EMPTY_HASH);
    expect(tree.nodes.size).toBe(0);
  });

  test("the 17th entry splits a bucket and its removal joins it, at every size up to 40", () => {
    const tree = new MemoryTree();
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
    const tree = new MemoryTree();
    const random = createRandom(77);
    const changes = randomChanges(random, 500, 400, 0);
    tree.update(changes);
    const again = new Map<string, Uint8Array | undefined>(changes);
    again.set("absent", undefined);
    expect(updateMap(tree, tree.root, again)).toEqual({ root: tree.root, nodes: new Map() });
  });

  for (const seed of [11, 12, 13, 14, 15, 16, 17, 18]) {
    test(`random updates give the canonical tree, phases of growth and decline [seed ${seed}]`, () => {
      const random = createRandom(seed);
      const tree = new MemoryTree();
      const content = new Map<string, Uint8Array>();
      const keys = [30, 120, 900, 4_000][seed % 4]!;
      for (let round = 0; round < 40; round++) {
        const declining = Math.floor(round / 10) % 2 === 1;
        const size = 1 + random.below(round % 3 === 0 ? 5 : keys / 4);
        const changes = randomChanges(random, keys, size, declining ? 85 : 15);
        apply(content, changes);
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
      const once = new MemoryTree();
      once.update(new Map(changes));
      for (let way = 0; way < 3; way++) {
        const tree = new MemoryTree();
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

  test("stored nodes are never written into", () => {
    const random = createRandom(31);
    const tree = new MemoryTree();
    tree.update(randomChanges(random, 2_000, 1_000, 0));
    const before = [...tree.nodes].map(([path, node]) => [path, toHex(node)]);
    updateMap(tree, tree.root, randomChanges(random, 2_000, 500, 50));
    expect([...tree.nodes].map(([path, node]) => [path, toHex(node)])).toEqual(before);
  });

  test("every node stands where isNodeAt says it may, and nowhere else", () => {
    const tree = new MemoryTree();
    tree.update(randomChanges(createRandom(32), 2_000, 1_000, 0));
    for (const [path, node] of tree.nodes) {
      expect(isNodeAt(node, path)).toBe(true);
      if (node[0] !== 0) continue;
      const elsewhere = (path.startsWith("0") ? "1" : "0") + path.slice(1);
      expect(isNodeAt(node, elsewhere)).toBe(false);
    }
  });

  test("a node that is missing is reported as damage, not as absence", () => {
    const tree = new MemoryTree();
    tree.update(randomChanges(createRandom(33), 2_000, 1_000, 0));
    tree.nodes.delete("5");
    const changes = new Map(Array.from({ length: 200 }, (_, i) => [`x${i}`, new Uint8Array(1)]));
    expect(() => updateMap(tree, tree.root, changes)).toThrow('path "5" is missing');
  });
});

describe("NodeOverlay", () => {
  for (const seed of [41, 42, 43]) {
    test(`blocks on blocks, forks, commit and rebase [seed ${seed}]`, () => {
      const random = createRandom(seed);
      const store = new MemoryTree();
      const content = new Map<string, Uint8Array>();
      const genesis = randomChanges(random, 600, 400, 0);
      store.update(genesis);
      apply(content, genesis);

      const block = (
        view: NodeReader,
        root: Uint8Array,
        parent: ReadonlyMap<string, Uint8Array>,
      ) => {
        const changes = randomChanges(random, 600, 150, 60);
        const update = updateMap(view, root, changes);
        const after = new Map(parent);
        apply(after, changes);
        expect(toHex(update.root)).toBe(naiveTree(after).root);
        return { overlay: new NodeOverlay(view, update.nodes), root: update.root, after, changes };
      };

      const first = block(store, store.root, content);
      const rival = block(store, store.root, content);
      const second = block(first.overlay, first.root, first.after);
      const fork = block(first.overlay, first.root, first.after);
      block(rival.overlay, rival.root, rival.after);
      block(second.overlay, second.root, second.after);

      store.update(first.changes);
      second.overlay.rebase(store);
      fork.overlay.rebase(store);
      block(second.overlay, second.root, second.after);
      block(fork.overlay, fork.root, fork.after);
      expect(toHex(nodeHash(second.overlay.node("")!))).toBe(toHex(second.root));
    });
  }
});
