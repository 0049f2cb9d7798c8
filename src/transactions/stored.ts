import { decodeOwn, encode } from "../primitives/fields/codec.ts";
import type { Field } from "../primitives/fields/field.ts";
import type { Key, Ledger, LedgerReader } from "../state/ledger.ts";

/** A kind of ledger entry: how its key is written and what its value holds. */
export interface Stored<Parts extends readonly unknown[], T> {
  readonly field: Field<T>;
  key(...parts: Parts): Key;
  read(ledger: LedgerReader, ...parts: Parts): T | undefined;
  write(ledger: Ledger, value: T, ...parts: Parts): void;
}

export function stored<const Parts extends readonly unknown[], T>(
  field: Field<T>,
  key: (...parts: Parts) => Key,
): Stored<Parts, T> {
  return {
    field,
    key,
    read(ledger, ...parts) {
      const bytes = ledger.get(key(...parts));
      return bytes === undefined ? undefined : decodeOwn(field, bytes);
    },
    write(ledger, value, ...parts) {
      ledger.put(key(...parts), encode(field, value));
    },
  };
}
