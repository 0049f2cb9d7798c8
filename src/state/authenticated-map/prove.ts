import { assert } from "../../primitives/assert.ts";
import { hashPairs } from "../../primitives/hasher.ts";
import { isKey } from "../ledger.ts";
import type { Key } from "../ledger.ts";
import { hashKey } from "./entries.ts";
import { BINARY_LAYERS, HASH_BYTES, nibbleAt } from "../../primitives/map-proof.ts";
import type { MapProof } from "../../primitives/map-proof.ts";
import { childHash, DIGITS, isInner, readNode } from "./node.ts";
import type { NodeReader, Path } from "./node.ts";

/**
 * The proof of what `key` has under `root`, its value or its absence: both are the same bucket and path.
 *
 * `view` must be the tree of that root. Throws TreeDamagedError if a node is missing; `key` must satisfy isKey.
 */
export function proveKey(view: NodeReader, root: Uint8Array, key: Key): MapProof {
  assert(isKey(key), "a proof is of a key that may exist");
  const keyHash = hashKey(key);
  const levels: Uint8Array[][] = [];
  const bucket = descend(view, root, keyHash, (inner, nibble) => {
    levels.push(siblingsOf(inner, nibble));
  });
  return { bucket: new Uint8Array(bucket), siblings: levels.reverse().flat() };
}

/** The bucket where the path of a key hash ends; `passing` sees the inner nodes on the way, root first. */
export function descend(
  view: NodeReader,
  root: Uint8Array,
  keyHash: Uint8Array,
  passing?: (inner: Uint8Array, nibble: number) => void,
): Uint8Array {
  let path: Path = "";
  let node = readNode(view, path, root);
  while (isInner(node)) {
    const nibble = nibbleAt(keyHash, path.length);
    passing?.(node, nibble);
    path += DIGITS[nibble]!;
    node = readNode(view, path, childHash(node, nibble));
  }
  return node;
}

/** The sibling at each of the four binary layers of an inner node, lowest first. */
function siblingsOf(inner: Uint8Array, nibble: number): Uint8Array[] {
  const siblings: Uint8Array[] = [];
  let layer = inner.subarray(1);
  for (let height = 0; height < BINARY_LAYERS; height++) {
    const at = HASH_BYTES * ((nibble >> height) ^ 1);
    siblings.push(new Uint8Array(layer.subarray(at, at + HASH_BYTES)));
    layer = hashPairs(layer);
  }
  return siblings;
}
