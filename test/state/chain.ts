import { onTestFinished } from "vitest";

import { fromUtf8, utf8 } from "../../src/primitives/bytes.ts";
import { updateMap } from "../../src/state/authenticated-map/update.ts";
import type { Changes } from "../../src/state/ledger.ts";
import { openStore } from "../../src/state/store.ts";
import type { Store, StoreOptions } from "../../src/state/store.ts";
import type { Random } from "./random.ts";

/** A store that is closed when the test ends. */
export async function openForTest(directory: string, options?: StoreOptions): Promise<Store> {
  const store = await openStore(directory, options);
  onTestFinished(() => store.close());
  return store;
}

/** Commits a block as the node does: state, tree, and in the same batch the head that names both. */
export async function commitBlock(store: Store, height: number, changes: Changes) {
  const { tree, nodes } = updateMap(store.tree, changes);
  const index = [
    { space: "meta", key: "height", value: utf8(String(height)) },
    { space: "meta", key: "root", value: tree.root },
    { space: "blocks", key: utf8(String(height).padStart(8, "0")), value: utf8(`block ${height}`) },
  ] as const;
  await store.commit({ state: changes, nodes, tree, index });
  return tree.root;
}

export function heightOf(store: Store): number {
  const height = store.readIndex("meta", "height");
  return height === undefined ? 0 : Number(fromUtf8(height));
}

export function blockOf(random: Random, keys: number, size: number): Changes {
  const changes = new Map<string, Uint8Array | undefined>();
  while (changes.size < size) {
    const deleted = random.below(5) === 0;
    changes.set(`key/${random.below(keys)}`, deleted ? undefined : random.bytes(20));
  }
  return changes;
}
