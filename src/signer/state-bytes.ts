import { type Statement, statement } from "../chain/vote.ts";
import { concatBytes, equalBytes, utf8 } from "../primitives/bytes.ts";
import { decode, encode } from "../primitives/fields/codec.ts";
import { domainHash } from "../primitives/hasher.ts";

/**
 * The bytes of a signer's state: slots of one size, the first of which says whose it is, then one slot for each vote.
 *
 * A slot never spans two sectors of a disk, so a power cut leaves the last one whole, missing or zero. Anything else that does
 * not fit its checksum is damage. Each checksum covers the one before, so that no slot can be left out, moved or repeated.
 */
export const SLOT_BYTES = 128;
const CHECKSUM_BYTES = 32;
const CONTENT_BYTES = SLOT_BYTES - CHECKSUM_BYTES;
const checksum = domainHash("portolan signer state 1");
const NAME = utf8("portolan signer state 1\n");

function slot(content: Uint8Array, before: Uint8Array): Uint8Array {
  const padded = new Uint8Array(CONTENT_BYTES);
  padded.set(content);
  return concatBytes(padded, checksum(before, padded));
}

/** The slot that a state of this key begins with. */
export function firstSlot(publicKey: Uint8Array): Uint8Array {
  return slot(concatBytes(NAME, publicKey), new Uint8Array(CHECKSUM_BYTES));
}

/** The slot of a vote behind this one. */
export function nextSlot(value: Statement, before: Uint8Array): Uint8Array {
  return slot(encode(statement, value), checksumOf(before));
}

function checksumOf(whole: Uint8Array): Uint8Array {
  return whole.subarray(CONTENT_BYTES);
}

export type ReadState =
  | {
      readonly ok: true;
      readonly publicKey: Uint8Array;
      readonly statements: readonly Statement[];
      /** The last whole slot, which the next one follows, and how many bytes are whole: what is behind is a torn tail. */
      readonly last: Uint8Array;
      readonly bytes: number;
    }
  | { readonly ok: false; readonly damage: string };

/** Reads a state. Never throws, whatever the bytes. */
export function readState(bytes: Uint8Array): ReadState {
  const first = bytes.slice(0, SLOT_BYTES);
  const publicKey = first.slice(NAME.length, NAME.length + 32);
  if (!equalBytes(first, firstSlot(publicKey))) {
    return { ok: false, damage: "it does not begin as a signer's state does" };
  }
  const statements: Statement[] = [];
  const size = statement.ssz.maxSize;
  let last = first;
  let at = SLOT_BYTES;
  for (; at + SLOT_BYTES <= bytes.length; at += SLOT_BYTES) {
    const found = bytes.slice(at, at + SLOT_BYTES);
    const decoded = decode(statement, found.subarray(0, size));
    if (!decoded.ok || !equalBytes(found, nextSlot(decoded.value, last))) break;
    statements.push(decoded.value);
    last = found;
  }
  const rest = bytes.subarray(at);
  const isTorn = rest.length < SLOT_BYTES || (rest.length < 2 * SLOT_BYTES && isZero(rest));
  if (!isTorn) return { ok: false, damage: `the vote at byte ${at} does not fit its checksum` };
  return { ok: true, publicKey, statements, last, bytes: at };
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
