import { equalBytes } from "../../primitives/bytes.ts";
import { hashPairs } from "../../primitives/hasher.ts";
import {
  BINARY_LAYERS,
  bucketHash,
  HASH_BYTES,
  isBucket,
  nibbleAt,
  PAIR_BYTES,
} from "../../primitives/map-proof.ts";

/**
 * Nodes of the canonical bucket trie, as bytes.
 *
 * bucket = 0x00, then pairs of key hash and value hash; inner = 0x01, then the hashes of 16 children. Where a node
 * stands is not in its bytes: its path is, a text of one hexadecimal digit for each level, "" for the root.
 */
export type Path = string;

export const CHILDREN = 16;
export const INNER_TAG = 0x01;
export const INNER_BYTES = 1 + CHILDREN * HASH_BYTES;
/** The digit of a path for each child. */
export const DIGITS = "0123456789abcdef";

/** The hash of an empty subtree, and the root of an empty map. Compare with `isEmptyHash`; never write into it. */
export const EMPTY_HASH: Uint8Array = new Uint8Array(HASH_BYTES);

/** The stored tree contradicts itself. Only damaged storage leads here, so a node that meets it must stop. */
export class TreeDamagedError extends Error {
  readonly path: Path;

  constructor(path: Path, what: string) {
    super(`the tree node at path "${path}" ${what}`);
    this.name = "TreeDamagedError";
    this.path = path;
  }
}

export function isEmptyHash(hash: Uint8Array): boolean {
  return equalBytes(hash, EMPTY_HASH);
}

export function isInner(node: Uint8Array): boolean {
  return node[0] === INNER_TAG;
}

/** The hash of a child as its parent states it. A view into the parent's bytes. */
export function childHash(inner: Uint8Array, nibble: number): Uint8Array {
  return inner.subarray(1 + HASH_BYTES * nibble, 1 + HASH_BYTES * (nibble + 1));
}

/** The hash by which its parent, or the header, knows a node. */
export function nodeHash(node: Uint8Array): Uint8Array {
  if (!isInner(node)) return bucketHash(node);
  let layer: Uint8Array = node.slice(1);
  for (let height = 0; height < BINARY_LAYERS; height++) layer = hashPairs(layer);
  return layer;
}

/** True if the bytes may stand at `path`: an inner node, or a bucket that is not empty and holds only what belongs there. */
export function isNodeAt(node: Uint8Array, path: Path): boolean {
  if (isInner(node)) return node.length === INNER_BYTES;
  if (node.length === 1 || !isBucket(node)) return false;
  // In between lies only what belongs there too: a bucket's pairs ascend.
  return isUnder(node, 1, path) && isUnder(node, node.length - PAIR_BYTES, path);
}

function isUnder(bucket: Uint8Array, at: number, path: Path): boolean {
  const keyHash = bucket.subarray(at, at + HASH_BYTES);
  for (let depth = 0; depth < path.length; depth++) {
    if (DIGITS[nibbleAt(keyHash, depth)] !== path[depth]) return false;
  }
  return true;
}

/** These bytes, if they are the node that a tree has at `path` by this hash. Throws TreeDamagedError. */
export function provenNode(
  path: Path,
  hash: Uint8Array,
  bytes: Uint8Array | undefined,
): Uint8Array {
  if (bytes === undefined) throw new TreeDamagedError(path, "is missing");
  if (!isNodeAt(bytes, path)) throw new TreeDamagedError(path, "has no valid form");
  if (!equalBytes(nodeHash(bytes), hash)) {
    throw new TreeDamagedError(path, "does not hash to its parent");
  }
  return bytes;
}
