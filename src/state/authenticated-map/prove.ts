import { assert } from "../../primitives/assert.ts";
import { hashPairs } from "../../primitives/hasher.ts";
import { BINARY_LAYERS, BUCKET_TAG, HASH_BYTES, nibbleAt } from "../../primitives/map-proof.ts";
import type { MapProof } from "../../primitives/map-proof.ts";
import { isKey } from "../ledger.ts";
import type { Key } from "../ledger.ts";
import { hashKey } from "./entries.ts";
import type { Path } from "./node.ts";
import { type Packed, unpack } from "./packed.ts";
import { childPath, Inner, type MapTree } from "./tree.ts";

/**
 * The proof of what `key` has in the tree, its value or its absence: both are the same bucket and path.
 *
 * Throws TreeDamagedError if a node is missing; `key` must satisfy isKey.
 */
export function proveKey(tree: MapTree, key: Key): MapProof {
  assert(isKey(key), "a proof is of a key that may exist");
  const levels: Uint8Array[][] = [];
  const bucket = descend(tree, hashKey(key), (inner, nibble) => {
    levels.push(siblingsOf(unpack(inner.hashes), nibble));
  });
  return { bucket, siblings: levels.reverse().flat() };
}

/** The bucket where the path of a key hash ends; `passing` sees the inner nodes on the way, root first. */
export function descend(
  tree: MapTree,
  keyHash: Uint8Array,
  passing?: (inner: Inner, nibble: number) => void,
): Uint8Array {
  let path: Path = "";
  let node = tree.top();
  while (node instanceof Inner) {
    const nibble = nibbleAt(keyHash, path.length);
    passing?.(node, nibble);
    path = childPath(path, nibble);
    node = tree.child(node, nibble, path);
  }
  const packed: Packed | null = node;
  return packed === null ? Uint8Array.of(BUCKET_TAG) : unpack(packed);
}

/** The sibling at each of the four binary layers of an inner node, lowest first. */
function siblingsOf(hashes: Uint8Array, nibble: number): Uint8Array[] {
  const siblings: Uint8Array[] = [];
  let layer = hashes;
  for (let height = 0; height < BINARY_LAYERS; height++) {
    const at = HASH_BYTES * ((nibble >> height) ^ 1);
    siblings.push(new Uint8Array(layer.subarray(at, at + HASH_BYTES)));
    layer = hashPairs(layer);
  }
  return siblings;
}
