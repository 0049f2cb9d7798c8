import { concatBytes, utf8 } from "../../primitives/bytes.ts";
import type { Path } from "../authenticated-map/node.ts";
import type { Key } from "../ledger.ts";

/**
 * Where everything lies in the one key space of LevelDB: a letter, then the key. Changing this is a new format.
 *
 * | letter | key | value |
 * |---|---|---|
 * | s | state key | state value |
 * | n | path | tree node |
 * | b, r, x, m | bytes of the caller's choice | blocks, receipts, indexes, meta |
 */
export const FORMAT = "portolan-store 3";
/** In the meta space; written when the database is made, checked whenever it is opened. */
export const FORMAT_KEY = "store-format";

export const STATE_PREFIX = "s";
export const NODE_PREFIX = "n";

/** What the chain keeps beside the state, by the caller's own keys, in the byte order of those keys. */
export type IndexSpace = "blocks" | "receipts" | "indexes" | "meta";

const letters: Readonly<Record<IndexSpace, string>> = {
  blocks: "b",
  receipts: "r",
  indexes: "x",
  meta: "m",
};

export function stateKey(key: Key): string {
  return STATE_PREFIX + key;
}

export function nodeKey(path: Path): string {
  return NODE_PREFIX + path;
}

/** Text stays text, which LevelDB's binding takes at half the cost of bytes, and stands for its UTF-8. */
export function indexKey(space: IndexSpace, key: string | Uint8Array): string | Uint8Array {
  return typeof key === "string" ? letters[space] + key : concatBytes(utf8(letters[space]), key);
}

/** The same as bytes, for ranges, whose other end may be bytes. */
export function indexKeyBytes(space: IndexSpace, key: string | Uint8Array): Uint8Array {
  const whole = indexKey(space, key);
  return typeof whole === "string" ? utf8(whole) : whole;
}

/** The first key after all keys with this prefix: the prefix with its last character one higher. */
export function prefixEnd(prefix: string): string {
  const last = prefix.length - 1;
  return prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1);
}

export function spaceStart(space: IndexSpace): Uint8Array {
  return utf8(letters[space]);
}

export function spaceEnd(space: IndexSpace): Uint8Array {
  return utf8(prefixEnd(letters[space]));
}
