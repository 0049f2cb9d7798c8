import { compareBytes } from "../../primitives/bytes.ts";
import { sha256 } from "../../primitives/hasher.ts";
import { ledgerLimits } from "../ledger.ts";
import type { Changes, Key } from "../ledger.ts";
import {
  BUCKET_PAIRS_MAX,
  BUCKET_TAG,
  HASH_BYTES,
  PAIR_BYTES,
} from "../../primitives/map-proof.ts";
import { type Packed, unpackInto } from "./packed.ts";

/**
 * Entries: pairs of key hash and value hash in ascending order, after a bucket's tag. For a moment there may be more of
 * them than fit one bucket.
 */
export interface HashedChange {
  readonly keyHash: Uint8Array;
  /** undefined: the key is deleted. */
  readonly valueHash: Uint8Array | undefined;
  /** The first 32 bits of the key hash: nearly always enough to tell which of two comes first. */
  readonly order: number;
}

/** Where a key stands in the tree: SHA-256 of its characters, written into one array that is used again. */
export function hashKey(key: Key): Uint8Array {
  const { written } = encoder.encodeInto(key, characters);
  return sha256(characters.subarray(0, written));
}

const encoder = new TextEncoder();
const characters = new Uint8Array(ledgerLimits.keyLengthMax); // keys are ASCII

/** The changes by hash, in ascending order: the order of the map that they come in does not reach the tree. */
export function hashChanges(changes: Changes): HashedChange[] {
  const hashed: HashedChange[] = [];
  for (const [key, value] of changes) {
    const valueHash = value === undefined ? undefined : sha256(value);
    const keyHash = hashKey(key);
    hashed.push({ keyHash, valueHash, order: firstBits(keyHash) });
  }
  return hashed.sort((a, b) => a.order - b.order || compareBytes(a.keyHash, b.keyHash));
}

function firstBits(hash: Uint8Array): number {
  return ((hash[0]! << 24) | (hash[1]! << 16) | (hash[2]! << 8) | hash[3]!) >>> 0;
}

/**
 * The bucket with the changes from `from` to `to` made, in the form of a bucket even if it holds too many entries for one; undefined if
 * it is as before. Both inputs are sorted, so one pass tells how long the result is and another writes it, into an array that
 * the next call uses again.
 */
export function mergeBucket(
  packed: Packed | null,
  changes: readonly HashedChange[],
  from: number,
  to: number,
): { readonly bucket: Uint8Array; readonly growth: number } | undefined {
  const length = packed === null ? 1 : unpackInto(packed, before, 0);
  const mergedBytes = mergedLength(length, changes, from, to);
  if (mergedBytes === undefined) return undefined;
  if (merged.length < mergedBytes) merged = Buffer.alloc(mergedBytes);
  merged[0] = BUCKET_TAG;
  let read = 1;
  let written = 1;
  for (let i = from; i < to; i++) {
    const { keyHash, valueHash } = changes[i]!;
    const at = seek(length, read, keyHash);
    written += before.copy(merged, written, read, at);
    read = holdsAt(length, at, keyHash) ? at + PAIR_BYTES : at;
    if (valueHash === undefined) continue;
    merged.set(keyHash, written);
    merged.set(valueHash, written + HASH_BYTES);
    written += PAIR_BYTES;
  }
  before.copy(merged, written, read, length);
  const bucket = merged.subarray(0, mergedBytes);
  return { bucket, growth: (mergedBytes - length) / PAIR_BYTES };
}

/** The bucket that is being changed. */
const before = Buffer.alloc(1 + BUCKET_PAIRS_MAX * PAIR_BYTES);
/** What it becomes. */
let merged = Buffer.alloc(8_192);

function mergedLength(
  bucketBytes: number,
  changes: readonly HashedChange[],
  from: number,
  to: number,
): number | undefined {
  let length = bucketBytes;
  let different = false;
  let at = 1;
  for (let i = from; i < to; i++) {
    const { keyHash, valueHash } = changes[i]!;
    at = seek(bucketBytes, at, keyHash);
    const present = holdsAt(bucketBytes, at, keyHash);
    if (valueHash === undefined) {
      if (!present) continue;
      length -= PAIR_BYTES;
      different = true;
    } else if (!present) {
      length += PAIR_BYTES;
      different = true;
    } else if (!different) different = compareAt(at + HASH_BYTES, valueHash) !== 0;
  }
  return different ? length : undefined;
}

/** The place of the first pair, from `at` on, whose key hash is not below this one. */
function seek(bucketBytes: number, at: number, keyHash: Uint8Array): number {
  while (at < bucketBytes && compareAt(at, keyHash) < 0) at += PAIR_BYTES;
  return at;
}

function holdsAt(bucketBytes: number, at: number, keyHash: Uint8Array): boolean {
  return at < bucketBytes && compareAt(at, keyHash) === 0;
}

/** compareBytes on a part of `before`, without the cost of a view on it. */
function compareAt(at: number, hash: Uint8Array): number {
  for (let i = 0; i < HASH_BYTES; i++) {
    const difference = before[at + i]! - hash[i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The bucket of the entries of several, each of which ends before the next begins; in all so many bytes. */
export function joinBuckets(buckets: readonly Packed[], bytes: number): Uint8Array {
  const bucket = Buffer.alloc(bytes);
  bucket[0] = BUCKET_TAG;
  let at = 1;
  for (const packed of buckets) {
    const length = unpackInto(packed, before, 0);
    at += before.copy(bucket, at, 1, length);
  }
  return bucket;
}

/** What of a bucket belongs to one child, in the form of a bucket. */
export interface BucketPart {
  readonly nibble: number;
  readonly part: Uint8Array;
}

/** The entries of an overfull bucket by child at `depth`. */
export function splitBucket(bucket: Uint8Array, depth: number): BucketPart[] {
  const parts: BucketPart[] = [];
  for (let from = 1; from < bucket.length;) {
    const nibble = nibbleOf(bucket, from, depth);
    let to = from + PAIR_BYTES;
    while (to < bucket.length && nibbleOf(bucket, to, depth) === nibble) to += PAIR_BYTES;
    const part = new Uint8Array(1 + to - from);
    part[0] = BUCKET_TAG;
    part.set(bucket.subarray(from, to), 1);
    parts.push({ nibble, part });
    from = to;
  }
  return parts;
}

function nibbleOf(bucket: Uint8Array, at: number, depth: number): number {
  const byte = bucket[at + (depth >> 1)]!;
  return depth % 2 === 0 ? byte >> 4 : byte & 15;
}
