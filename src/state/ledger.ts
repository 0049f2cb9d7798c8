/**
 * The state as ledger code sees it: a flat map from readable keys to bytes.
 *
 * Nothing here is asynchronous and nothing iterates: what an operation reads, it names, so that every replica reads the
 * same. Ordered sets are built above this (architecture 7).
 */

/** Printable ASCII without spaces, such as "balance/<40 hex>/<64 hex>"; the part before the first slash names a family. */
export type Key = string;

export const ledgerLimits = {
  /** The longest key of today's types is under 160; a bound keeps the disk's index blocks and the caches predictable. */
  keyLengthMax: 200,
  /** One object of the ledger. Larger contents stay outside and are named by their hash. */
  valueBytesMax: 65_536,
} as const;

/** Values are shared, never copied: whoever holds one must not write into it. */
export interface LedgerReader {
  /** The value, or undefined if the key is absent. An empty value is a value. */
  get(key: Key): Uint8Array | undefined;
  has(key: Key): boolean;
}

export interface Ledger extends LedgerReader {
  put(key: Key, value: Uint8Array): void;
  /** Deleting an absent key is allowed and changes nothing. */
  delete(key: Key): void;
}

/** What a batch of writes leaves behind: undefined means deleted. */
export type Changes = ReadonlyMap<Key, Uint8Array | undefined>;

const KEY = /^[!-~]+$/;

/** True for text that may be a key: 1 to 200 printable ASCII characters. */
export function isKey(text: string): boolean {
  return text.length <= ledgerLimits.keyLengthMax && KEY.test(text);
}
