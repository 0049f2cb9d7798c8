import { equalBytes, toHex } from "../../primitives/bytes.ts";
import { hashKey } from "../authenticated-map/entries.ts";
import { nibbleAt } from "../../primitives/map-proof.ts";
import {
  childHash,
  DIGITS,
  EMPTY_HASH,
  isEmptyHash,
  isInner,
  isNodeAt,
  nodeHash,
} from "../authenticated-map/node.ts";
import type { NodeReader, Path } from "../authenticated-map/node.ts";
import type { ChangedNodes } from "../authenticated-map/node-overlay.ts";
import type { Key } from "../ledger.ts";
import { GenerationCache } from "./generation-cache.ts";
import { StoreError } from "./store-error.ts";

/**
 * Committed tree nodes in memory, and the gate through which they come from disk.
 *
 * LevelDB does not verify its checksums on reads, so a node from disk is compared with the hash in its parent before
 * anything is computed from it. Inner nodes and buckets are bounded apart: a scan over many buckets must not push out
 * the inner nodes that every update needs.
 */
export class TreeCache implements NodeReader {
  readonly #read: (path: Path) => Uint8Array | undefined;
  readonly #buckets: GenerationCache<Uint8Array>;
  readonly #inners: GenerationCache<Uint8Array>;

  constructor(
    read: (path: Path) => Uint8Array | undefined,
    bounds: { bucketCacheBytes: number; innerCacheBytes: number },
  ) {
    this.#read = read;
    this.#buckets = new GenerationCache(bounds.bucketCacheBytes, (node) => node.length);
    this.#inners = new GenerationCache(bounds.innerCacheBytes, (node) => node.length);
  }

  node(path: Path): Uint8Array | undefined {
    return this.#inners.get(path) ?? this.#buckets.get(path) ?? this.#admit(path, this.#read(path));
  }

  /** Takes over what a commit wrote: it was computed here, so it needs no check. */
  admitCommit(nodes: ChangedNodes): void {
    for (const [path, node] of nodes) {
      // What was a bucket may be an inner node now, and the reverse.
      if (node === undefined || !isInner(node)) this.#inners.delete(path);
      if (node === undefined || isInner(node)) this.#buckets.delete(path);
      if (node !== undefined) this.#keep(path, node);
    }
  }

  /**
   * Brings the nodes on the paths of these keys into memory: one `readMany` for each level that is not there, mostly
   * one, for the buckets. Stops when it meets a node that was committed while it read: it is only a hint.
   */
  async prefetch(
    keys: readonly Key[],
    readMany: (paths: Path[]) => Promise<(Uint8Array | undefined)[]>,
    isStale: (path: Path) => boolean,
  ): Promise<void> {
    let hashes = keys.map(hashKey);
    while (hashes.length > 0) {
      const cold = new Set<Path>();
      hashes = hashes.filter((keyHash) => {
        const path = this.#firstColdPath(keyHash);
        if (path !== undefined) cold.add(path);
        return path !== undefined;
      });
      const paths = [...cold];
      const nodes = await readMany(paths);
      if (paths.some(isStale)) return;
      for (const [i, path] of paths.entries()) {
        if (this.#admit(path, nodes[i]) === undefined) return; // the tree is empty
      }
    }
  }

  /** The first node on a key's path that is not in memory; undefined if all are. */
  #firstColdPath(keyHash: Uint8Array): Path | undefined {
    for (let path = ""; ; path += DIGITS[nibbleAt(keyHash, path.length)]!) {
      const inner = this.#inners.get(path);
      if (inner === undefined) return this.#buckets.get(path) === undefined ? path : undefined;
      if (isEmptyHash(childHash(inner, nibbleAt(keyHash, path.length)))) return undefined;
    }
  }

  /** Checks a node from disk against its parent and its form, then keeps it. */
  #admit(path: Path, node: Uint8Array | undefined): Uint8Array | undefined {
    if (path !== "") {
      const expected = this.#expectedHash(path);
      const actual = node === undefined ? EMPTY_HASH : nodeHash(node);
      if (!equalBytes(expected, actual)) {
        throw damaged(path, "does not hash to its parent", toHex(expected), toHex(actual));
      }
    }
    if (node === undefined) return undefined;
    if (!isNodeAt(node, path)) throw damaged(path, "has no valid form", "", toHex(nodeHash(node)));
    this.#keep(path, node);
    return node;
  }

  #expectedHash(path: Path): Uint8Array {
    const parent = this.node(path.slice(0, -1));
    if (parent === undefined || !isInner(parent)) return EMPTY_HASH;
    return childHash(parent, DIGITS.indexOf(path.slice(-1)));
  }

  #keep(path: Path, node: Uint8Array): void {
    if (isInner(node)) this.#inners.set(path, node);
    else this.#buckets.set(path, node);
  }
}

/** A reader with a small cache of its own, for a check that must see the disk and not the caches of normal work. */
export function cachedReader(read: (path: Path) => Uint8Array | undefined): NodeReader {
  const cache = new GenerationCache<Uint8Array>(CHECK_CACHE_BYTES, (node) => node.length);
  return {
    node(path) {
      const node = cache.get(path) ?? read(path);
      if (node !== undefined) cache.set(path, node);
      return node;
    },
  };
}

const CHECK_CACHE_BYTES = 64 << 20;

function damaged(path: Path, what: string, expected: string, actual: string): StoreError {
  return new StoreError("DATABASE_DAMAGED", `the tree node at path "${path}" ${what}`, {
    path,
    expected,
    actual,
  });
}
