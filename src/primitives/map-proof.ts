import { compareBytes, concatBytes, equalBytes, utf8 } from "./bytes.ts";
import { sha256 } from "./hasher.ts";

/**
 * A proof that a key has a value, or that it is absent, under a root of the authenticated map.
 *
 * This file knows the format and nothing of the tree that made it, and imports primitives only: an offline verifier
 * takes it as it is. Each proof has one form; anything else is refused, so no bit of a proof can change unnoticed.
 */
export interface MapProof {
  /** 0x00, then at most 16 pairs of key hash and value hash in ascending order: the bucket where the key's path ends. */
  readonly bucket: Uint8Array;
  /** Four for each level between root and bucket, from the bucket upwards: the path not taken at each binary step. */
  readonly siblings: readonly Uint8Array[];
}

export const HASH_BYTES = 32;
/** A key hash and a value hash. */
export const PAIR_BYTES = 64;
/** A 17th pair splits a bucket. 16 keep a bucket near one kilobyte and the proof of a key near two. */
export const BUCKET_PAIRS_MAX = 16;
export const BUCKET_TAG = 0x00;
/** A 16-ary node is four binary layers. */
export const BINARY_LAYERS = 4;
/** A key hash has 64 nibbles, so no path is longer. */
export const LEVELS_MAX = 64;

/** True if the proof shows that `key` has `value` (undefined: is absent) under `root`. Never throws. */
export function verifyMapProof(
  root: Uint8Array,
  key: string,
  value: Uint8Array | undefined,
  proof: MapProof,
): boolean {
  const { bucket, siblings } = proof;
  const levels = siblings.length / BINARY_LAYERS;
  if (!Number.isInteger(levels) || levels > LEVELS_MAX) return false;
  if (root.length !== HASH_BYTES || siblings.some((hash) => hash.length !== HASH_BYTES)) {
    return false;
  }
  const keyHash = sha256(utf8(key));
  if (!isBucket(bucket) || !pairsUnder(bucket, keyHash, levels)) return false;

  const found = valueHashIn(bucket, keyHash);
  if (value === undefined) {
    if (found !== undefined) return false;
  } else if (found === undefined || !equalBytes(found, sha256(value))) return false;

  return equalBytes(climb(bucketHash(bucket), keyHash, siblings), root);
}

/** Levels (1 byte), siblings (128 bytes a level), bucket. */
export function encodeMapProof(proof: MapProof): Uint8Array {
  const levels = proof.siblings.length / BINARY_LAYERS;
  return concatBytes(Uint8Array.of(levels), ...proof.siblings, proof.bucket);
}

/** The proof that these bytes encode; undefined if they are not the encoding of any. */
export function decodeMapProof(bytes: Uint8Array): MapProof | undefined {
  const levels = bytes[0];
  if (levels === undefined || levels > LEVELS_MAX) return undefined;
  const bucketAt = 1 + levels * BINARY_LAYERS * HASH_BYTES;
  if (bytes.length <= bucketAt) return undefined;
  const siblings: Uint8Array[] = [];
  for (let at = 1; at < bucketAt; at += HASH_BYTES) siblings.push(bytes.slice(at, at + HASH_BYTES));
  const bucket = bytes.slice(bucketAt);
  return isBucket(bucket) ? { bucket, siblings } : undefined;
}

/** True if the bytes are a bucket in its only form: tag, whole pairs, at most 16, strictly ascending by key hash. */
export function isBucket(bytes: Uint8Array): boolean {
  const pairs = (bytes.length - 1) / PAIR_BYTES;
  if (bytes[0] !== BUCKET_TAG || !Number.isInteger(pairs) || pairs > BUCKET_PAIRS_MAX) return false;
  for (let at = 1 + PAIR_BYTES; at < bytes.length; at += PAIR_BYTES) {
    const previous = bytes.subarray(at - PAIR_BYTES, at - PAIR_BYTES + HASH_BYTES);
    if (compareBytes(previous, bytes.subarray(at, at + HASH_BYTES)) >= 0) return false;
  }
  return true;
}

/** SHA-256 of the bucket; 32 zero bytes for the empty one, so that an empty place in the tree costs nothing. */
export function bucketHash(bucket: Uint8Array): Uint8Array {
  return bucket.length === 1 ? new Uint8Array(HASH_BYTES) : sha256(bucket);
}

/** The value hash beside `keyHash` in a bucket, or undefined. */
export function valueHashIn(bucket: Uint8Array, keyHash: Uint8Array): Uint8Array | undefined {
  for (let at = 1; at < bucket.length; at += PAIR_BYTES) {
    if (equalBytes(bucket.subarray(at, at + HASH_BYTES), keyHash)) {
      return bucket.subarray(at + HASH_BYTES, at + PAIR_BYTES);
    }
  }
  return undefined;
}

/** Half a byte of a hash; 0 is the first, and the high half comes first, as in hexadecimal text. */
export function nibbleAt(hash: Uint8Array, depth: number): number {
  const byte = hash[depth >> 1]!;
  return depth % 2 === 0 ? byte >> 4 : byte & 15;
}

/** True if every pair of the bucket shares its first `levels` nibbles with `keyHash`: it lies on the path it claims. */
export function pairsUnder(bucket: Uint8Array, keyHash: Uint8Array, levels: number): boolean {
  for (let at = 1; at < bucket.length; at += PAIR_BYTES) {
    const pair = bucket.subarray(at, at + HASH_BYTES);
    for (let depth = 0; depth < levels; depth++) {
      if (nibbleAt(pair, depth) !== nibbleAt(keyHash, depth)) return false;
    }
  }
  return true;
}

/** The root that the bucket and its siblings give. The key hash says at each step which side the path came from. */
function climb(from: Uint8Array, keyHash: Uint8Array, siblings: readonly Uint8Array[]): Uint8Array {
  let hash = from;
  for (let i = 0; i < siblings.length; i++) {
    const depth = (siblings.length - 1 - i) >> 2;
    const right = (nibbleAt(keyHash, depth) >> (i % BINARY_LAYERS)) & 1;
    hash = sha256(right === 1 ? concatBytes(siblings[i]!, hash) : concatBytes(hash, siblings[i]!));
  }
  return hash;
}
