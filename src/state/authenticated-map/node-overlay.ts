import type { NodeReader, Path } from "./node.ts";

/** Tree nodes that an update changed: undefined means removed. */
export type ChangedNodes = ReadonlyMap<Path, Uint8Array | undefined>;

/**
 * The tree after an uncommitted block: its changed nodes over the tree of its parent.
 *
 * The counterpart of `Overlay` for nodes, with the same life: blocks stand on blocks, forks share a parent, and when
 * the parent's block is on disk, children are rebased to the store.
 */
export class NodeOverlay implements NodeReader {
  #parent: NodeReader;
  readonly #nodes: ChangedNodes;

  constructor(parent: NodeReader, nodes: ChangedNodes) {
    this.#parent = parent;
    this.#nodes = nodes;
  }

  node(path: Path): Uint8Array | undefined {
    const own = this.#nodes.get(path);
    if (own !== undefined) return own;
    return this.#nodes.has(path) ? undefined : this.#parent.node(path);
  }

  rebase(parent: NodeReader): void {
    this.#parent = parent;
  }
}
