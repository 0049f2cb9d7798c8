import { compareBytes } from "../../primitives/bytes.ts";
import { sha256 } from "../../primitives/hasher.ts";
import { ledgerLimits } from "../ledger.ts";
import type { Changes, Key } from "../ledger.ts";
import { BUCKET_TAG, HASH_BYTES, nibbleAt, PAIR_BYTES } from "../../primitives/map-proof.ts";

/**
 * Entries: pairs of key hash and value hash in ascending order, after a bucket's tag. For a moment there may be more of
 * them than fit one bucket.
 */
export interface HashedChange {
  readonly keyHash: Uint8Array;
  /** undefined: the key is deleted. */
  readonly valueHash: Uint8Array | undefined;
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
    hashed.push({ keyHash: hashKey(key), valueHash });
  }
  return hashed.sort((a, b) => compareBytes(a.keyHash, b.keyHash));
}

/**
 * The bucket with the changes made, in the form of a bucket even if it holds too many entries for one; undefined if it
 * is as before. Both inputs are sorted, so one pass tells how long the result is and another writes it.
 */
export function mergeBucket(
  bucket: Uint8Array,
  changes: readonly HashedChange[],
): Uint8Array | undefined {
  const length = mergedLength(bucket, changes);
  if (length === undefined) return undefined;
  const merged = new Uint8Array(length);
  merged[0] = BUCKET_TAG;
  let from = 1;
  let to = 1;
  for (const { keyHash, valueHash } of changes) {
    const at = seek(bucket, from, keyHash);
    merged.set(bucket.subarray(from, at), to);
    to += at - from;
    from = holdsAt(bucket, at, keyHash) ? at + PAIR_BYTES : at;
    if (valueHash === undefined) continue;
    merged.set(keyHash, to);
    merged.set(valueHash, to + HASH_BYTES);
    to += PAIR_BYTES;
  }
  merged.set(bucket.subarray(from), to);
  return merged;
}

function mergedLength(bucket: Uint8Array, changes: readonly HashedChange[]): number | undefined {
  let length = bucket.length;
  let different = false;
  let at = 1;
  for (const { keyHash, valueHash } of changes) {
    at = seek(bucket, at, keyHash);
    const present = holdsAt(bucket, at, keyHash);
    if (valueHash === undefined) {
      if (!present) continue;
      length -= PAIR_BYTES;
      different = true;
    } else if (!present) {
      length += PAIR_BYTES;
      different = true;
    } else if (!different) different = compareAt(bucket, at + HASH_BYTES, valueHash) !== 0;
  }
  return different ? length : undefined;
}

/** The place of the first pair, from `at` on, whose key hash is not below this one. */
function seek(bucket: Uint8Array, at: number, keyHash: Uint8Array): number {
  while (at < bucket.length && compareAt(bucket, at, keyHash) < 0) at += PAIR_BYTES;
  return at;
}

function holdsAt(bucket: Uint8Array, at: number, keyHash: Uint8Array): boolean {
  return at < bucket.length && compareAt(bucket, at, keyHash) === 0;
}

/** compareBytes on a part of an array, without the cost of a view on it. */
function compareAt(bytes: Uint8Array, at: number, hash: Uint8Array): number {
  for (let i = 0; i < HASH_BYTES; i++) {
    const difference = bytes[at + i]! - hash[i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A part of something sorted that belongs to one child. */
export interface Part<Content> {
  readonly nibble: number;
  readonly part: Content;
}

/** The entries of an overfull bucket by child at `depth`, each part in the form of a bucket. */
export function splitBucket(bucket: Uint8Array, depth: number): Part<Uint8Array>[] {
  const parts: Part<Uint8Array>[] = [];
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

/** The sorted changes by child at `depth`. */
export function splitChanges(
  changes: readonly HashedChange[],
  depth: number,
): Part<readonly HashedChange[]>[] {
  const parts: Part<readonly HashedChange[]>[] = [];
  for (let from = 0; from < changes.length;) {
    const nibble = nibbleAt(changes[from]!.keyHash, depth);
    let to = from + 1;
    while (to < changes.length && nibbleAt(changes[to]!.keyHash, depth) === nibble) to++;
    const whole = from === 0 && to === changes.length;
    parts.push({ nibble, part: whole ? changes : changes.slice(from, to) });
    from = to;
  }
  return parts;
}
