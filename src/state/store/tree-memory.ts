import type { Path } from "../authenticated-map/node.ts";
import { type MapTree, memoryOf, type NodeSource } from "../authenticated-map/tree.ts";
import type { NodeWrite } from "../authenticated-map/update.ts";

/**
 * Bounds what a tree on disk has in memory: counts what comes in, and when that could be too much, counts what is there; if it is, the tree
 * forgets what nobody asked for since the last time. What is asked for between two such times stays, however much: a block's nodes.
 */
export class TreeMemory implements NodeSource {
  readonly #read: (path: Path, hash: Uint8Array) => Uint8Array;
  readonly #bytesMax: number;
  /** At most so much is in memory: what was, when it was counted last, and all that came since. */
  #bytes = 0;

  /** `read`: as `NodeSource.node`, from disk. */
  constructor(read: (path: Path, hash: Uint8Array) => Uint8Array, bytesMax: number) {
    this.#read = read;
    this.#bytesMax = bytesMax;
  }

  node(path: Path, hash: Uint8Array): Uint8Array {
    const node = this.#read(path, hash);
    this.#bytes += node.length;
    return node;
  }

  /** The tree, with nodes that a commit brought, is on disk and in memory. */
  committed(tree: MapTree, nodes: readonly NodeWrite[]): void {
    for (const { node } of nodes) if (node !== undefined) this.#bytes += memoryOf(node);
    this.trim(tree);
  }

  trim(tree: MapTree): void {
    if (this.#bytes <= this.#bytesMax) return;
    this.#bytes = tree.memory();
    // Half of it free, so that neither is done for every block.
    if (this.#bytes > this.#bytesMax / 2) this.#bytes = tree.forgetUnused();
  }
}
