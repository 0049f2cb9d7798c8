import { domainHash, hashPairs, sha256 } from "./hasher.ts";
import { concatBytes, equalBytes } from "./bytes.ts";

/**
 * Binary Merkle trees over 32-byte leaves, for the transactions and receipts of a block.
 *
 * The layer is padded with zero leaves to a power of two, and the root binds the number of leaves, so a proof also
 * proves a place among that many. Leaves must be domain-separated hashes, which no inner node can equal.
 */
export interface MerkleProof {
  readonly index: number;
  readonly count: number;
  /** From the leaf's layer upwards. */
  readonly siblings: readonly Uint8Array[];
}

const bindCount = domainHash("portolan merkle root 1");
const ZERO = new Uint8Array(32);

export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const layers = layersOf(leaves);
  return withCount(layers[layers.length - 1]!, leaves.length);
}

export function merkleProof(leaves: readonly Uint8Array[], index: number): MerkleProof {
  const layers = layersOf(leaves);
  const siblings = layers.slice(0, -1).map((layer, depth) => {
    const at = ((index >> depth) ^ 1) * 32;
    return layer.slice(at, at + 32);
  });
  return { index, count: leaves.length, siblings };
}

/** True if `leaf` is number `proof.index` of `proof.count` leaves under `root`. Never throws. */
export function verifyMerkleProof(root: Uint8Array, leaf: Uint8Array, proof: MerkleProof): boolean {
  const { index, count, siblings } = proof;
  if (!Number.isInteger(index) || !Number.isInteger(count)) return false;
  if (index < 0 || index >= count || siblings.length !== depthOf(count)) return false;
  let node = leaf;
  for (let depth = 0; depth < siblings.length; depth++) {
    const sibling = siblings[depth]!;
    if (sibling.length !== 32) return false;
    const right = ((index >> depth) & 1) === 1;
    node = sha256(right ? concatBytes(sibling, node) : concatBytes(node, sibling));
  }
  return equalBytes(withCount(node, count), root);
}

function layersOf(leaves: readonly Uint8Array[]): Uint8Array[] {
  const width = 2 ** depthOf(leaves.length);
  const bottom: Uint8Array = new Uint8Array(32 * width);
  leaves.forEach((leaf, i) => bottom.set(leaf, 32 * i));
  const layers: Uint8Array[] = [bottom];
  for (let layer = bottom; layer.length > 32;) {
    layer = hashPairs(layer);
    layers.push(layer);
  }
  return layers;
}

function depthOf(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1);
}

function withCount(top: Uint8Array, count: number): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, count);
  return bindCount(length, top.length === 0 ? ZERO : top);
}
