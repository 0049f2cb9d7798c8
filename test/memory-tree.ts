import { EMPTY_HASH, type Path, provenNode } from "../src/state/authenticated-map/node.ts";
import { encodeNode, MapTree } from "../src/state/authenticated-map/tree.ts";
import type { NodeWrite } from "../src/state/authenticated-map/update.ts";

/** A tree of nothing that lives in memory alone. */
export function emptyTree(): MapTree {
  return new StoredNodes().tree(EMPTY_HASH);
}

/** The nodes of a tree as they would be on disk. */
export class StoredNodes {
  readonly nodes = new Map<Path, Uint8Array>();

  /** The tree of this root, of which nothing is in memory yet. */
  tree(root: Uint8Array): MapTree {
    return new MapTree(
      { node: (path, hash) => provenNode(path, hash, this.nodes.get(path)) },
      root,
    );
  }

  write(nodes: readonly NodeWrite[]): void {
    for (const { path, node } of nodes) {
      if (node === undefined) this.nodes.delete(path);
      else this.nodes.set(path, Uint8Array.from(encodeNode(node)));
    }
  }
}
