import { decodeOwn, encode } from "../primitives/fields/codec.ts";
import type { Field } from "../primitives/fields/field.ts";
import type { Key, Ledger, LedgerReader } from "../state/ledger.ts";

/** A kind of ledger entry: how its key is written and what its value holds. */
export interface Stored<Parts extends readonly unknown[], T extends object> {
  readonly field: Field<T>;
  /** The value of an entry's bytes. */
  decode(bytes: Uint8Array): T;
  key(...parts: Parts): Key;
  read(ledger: LedgerReader, ...parts: Parts): T | undefined;
  write(ledger: Ledger, value: T, ...parts: Parts): void;
}

/**
 * Decoded values are remembered by their bytes, which are never written into: an entry that a block reads a thousand times
 * is decoded once, and one that was just written not at all. What is forgotten is decoded again, so nothing depends on it.
 */
export function stored<const Parts extends readonly unknown[], T extends object>(
  field: Field<T>,
  key: (...parts: Parts) => Key,
): Stored<Parts, T> {
  const decoded = new WeakMap<Uint8Array, T>();
  const decode = (bytes: Uint8Array): T => {
    const known = decoded.get(bytes);
    if (known !== undefined) return known;
    const value = decodeOwn(field, bytes);
    decoded.set(bytes, value);
    return value;
  };
  return {
    field,
    decode,
    key,
    read(ledger, ...parts) {
      const bytes = ledger.get(key(...parts));
      return bytes === undefined ? undefined : decode(bytes);
    },
    write(ledger, value, ...parts) {
      const bytes = encode(field, value);
      decoded.set(bytes, value);
      ledger.put(key(...parts), bytes);
    },
  };
}
