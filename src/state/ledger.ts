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

/** How one kind of value is written in bytes, and read from them. */
export interface Codec<T> {
  encode(value: T): Uint8Array;
  decode(bytes: Uint8Array): T;
}

/**
 * A value as bytes and as what they mean, each made from the other when somebody first asks for it: an account that a
 * block touches a thousand times is decoded once and encoded once. It never changes; a write puts another in its place.
 */
export class Entry {
  #bytes: Uint8Array | undefined;
  #meaning: unknown;
  #codec: Codec<unknown> | undefined;

  private constructor(bytes: Uint8Array | undefined, meaning: unknown, codec?: Codec<unknown>) {
    this.#bytes = bytes;
    this.#meaning = meaning;
    this.#codec = codec;
  }

  static of(bytes: Uint8Array): Entry {
    return new Entry(bytes, undefined);
  }

  /** `meaning` must be what the codec accepts, and must not change any more. */
  static holding<T>(meaning: T, codec: Codec<T>): Entry {
    return new Entry(undefined, meaning, codec);
  }

  bytes(): Uint8Array {
    return (this.#bytes ??= this.#codec!.encode(this.#meaning));
  }

  meaning<T>(codec: Codec<T>): T {
    if (this.#codec !== codec) {
      this.#meaning = codec.decode(this.bytes());
      this.#codec = codec;
    }
    return this.#meaning as T;
  }
}

/** Values are shared, never copied: whoever holds one must not write into it. */
export interface LedgerReader {
  /** The value, or undefined if the key is absent. An empty value is a value. */
  get(key: Key): Uint8Array | undefined;
  /** The same value as `get` gives. The same object as long as nothing is written there, so that it is decoded once. */
  entry(key: Key): Entry | undefined;
  has(key: Key): boolean;
}

export interface Ledger extends LedgerReader {
  put(key: Key, value: Uint8Array | Entry): void;
  /** Deleting an absent key is allowed and changes nothing. */
  delete(key: Key): void;
}

/** What a batch of writes leaves behind: undefined means deleted. */
export type Changes = ReadonlyMap<Key, Uint8Array | undefined>;

/** The same before it is written in bytes. */
export type Writes = ReadonlyMap<Key, Entry | undefined>;

const KEY = /^[!-~]+$/;

/** True for text that may be a key: 1 to 200 printable ASCII characters. */
export function isKey(text: string): boolean {
  return text.length <= ledgerLimits.keyLengthMax && KEY.test(text);
}
