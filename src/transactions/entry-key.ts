import { equalBytes, toHex, utf8 } from "../primitives/bytes.ts";
import type { Key } from "../state/ledger.ts";

/** How many keys of a family are remembered. A transfer asks for each of its keys two or three times. */
const REMEMBERED = 1_024; // a power of two

interface Remembered {
  readonly first: Uint8Array;
  readonly second: Uint8Array | undefined;
  readonly key: Key;
}

/**
 * Writes the keys of entries that are named by a byte string, like "account/<account>", in lower-case hexadecimal.
 *
 * The last keys are remembered, each in a place that its bytes choose: making one costs 0.4 µs, and a text that is the
 * same object as before is found in every map without being read.
 */
export function entryKey(family: string): (id: Uint8Array) => Key {
  const keys = pairKeys(family);
  return (id) => keys(id, undefined);
}

/** The same for entries that are named by two, like "balance/<account>/<asset>". */
export function pairKey(family: string): (first: Uint8Array, second: Uint8Array) => Key {
  return pairKeys(family);
}

function pairKeys(family: string): (first: Uint8Array, second: Uint8Array | undefined) => Key {
  const remembered = new Array<Remembered | undefined>(REMEMBERED).fill(undefined);
  return (first, second) => {
    const place = (tail(first) ^ (second === undefined ? 0 : tail(second))) % REMEMBERED;
    const known = remembered[place];
    if (known !== undefined && isSame(known.first, first) && isSame(known.second, second)) {
      return known.key;
    }
    const key = `${family}/${toHex(first)}${second === undefined ? "" : `/${toHex(second)}`}`;
    remembered[place] = { first: copyOf(first), second: second && copyOf(second), key };
    return key;
  };
}

/** Its last two bytes as a number. They differ most: an asset begins with its code, an id with its time. */
function tail(bytes: Uint8Array): number {
  const { length } = bytes;
  return length < 2 ? 0 : bytes[length - 2]! * 256 + bytes[length - 1]!;
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : equalBytes(a, b);
}

/** Its owner may write into it later, and it may be a view that keeps something larger alive. */
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

/** A number that an enterprise gives may hold a slash: in keys it is hexadecimal. */
export function numberKey(text: string): string {
  return toHex(utf8(text));
}
