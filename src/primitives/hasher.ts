import { sha256 as portableSha256 } from "@noble/hashes/sha2.js";

import { utf8 } from "./bytes.ts";

/**
 * SHA-256, the only hash of the ledger.
 *
 * The portable default is correct everywhere; `node` installs a native one at start. Both give the same bytes, so
 * which one is installed is never visible in a block.
 */
export interface Hasher {
  /** SHA-256 of any bytes: 32 bytes. */
  sha256(data: Uint8Array): Uint8Array;
  /** SHA-256 of each 64-byte chunk of `pairs`: 32 bytes per chunk, concatenated. For Merkle layers. */
  hashPairs(pairs: Uint8Array): Uint8Array;
}

const portable: Hasher = {
  sha256: (data) => portableSha256(data),
  hashPairs(pairs) {
    const digests = new Uint8Array(pairs.length / 2);
    for (let at = 0; at < pairs.length; at += 64) {
      digests.set(portableSha256(pairs.subarray(at, at + 64)), at / 2);
    }
    return digests;
  },
};

let current: Hasher = portable;

/** Replaces the portable hasher. Called once, by the composition root, before anything is hashed. */
export function installHasher(hasher: Hasher): void {
  current = hasher;
}

export function sha256(data: Uint8Array): Uint8Array {
  return current.sha256(data);
}

export function hashPairs(pairs: Uint8Array): Uint8Array {
  return current.hashPairs(pairs);
}

/** Most of what is hashed is shorter than this. */
const JOINED_BYTES = 1_024;

/**
 * A hash function of one purpose, over its arguments joined. The domain text is hashed first, so bytes that mean a vote can
 * never be read as a transaction, whatever they contain. It ends in a newline, so no domain is a prefix of another.
 */
export function domainHash(domain: string): (...parts: readonly Uint8Array[]) => Uint8Array {
  const prefix = utf8(`${domain}\n`);
  const reused = new Uint8Array(JOINED_BYTES); // allocating costs as much as hashing
  return (...parts) => {
    let length = prefix.length;
    for (const part of parts) length += part.length;
    const joined = length <= JOINED_BYTES ? reused : new Uint8Array(length);
    joined.set(prefix);
    let at = prefix.length;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return current.sha256(joined.subarray(0, length));
  };
}
