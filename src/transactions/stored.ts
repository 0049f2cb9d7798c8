import { assertValid, decodeOwn, encodeValid } from "../primitives/fields/codec.ts";
import type { AnyShape, RecordField, RecordOf } from "../primitives/fields/composites.ts";
import type { Field } from "../primitives/fields/field.ts";
import { type Codec, Entry, type Key, type Ledger, type LedgerReader } from "../state/ledger.ts";
import { grownCodec } from "./grown.ts";

/** A kind of ledger entry: how its key is written and what its value holds. */
export interface Stored<Parts extends readonly unknown[], T extends object> {
  readonly field: Field<T>;
  key(...parts: Parts): Key;
  read(ledger: LedgerReader, ...parts: Parts): T | undefined;
  write(ledger: Ledger, value: T, ...parts: Parts): void;
  /** What an entry of this kind means. */
  meaningOf(entry: Entry): T;
  /** What the bytes of an entry mean, for who found them without their key. */
  decode(bytes: Uint8Array): T;
}

/**
 * A value is checked when it is written, where a wrong one has its cause, and encoded when its bytes are wanted: at the
 * end of the block, once, however often the block writes it.
 */
export function stored<const Parts extends readonly unknown[], T extends object>(
  field: Field<T>,
  key: (...parts: Parts) => Key,
): Stored<Parts, T> {
  const codec: Codec<T> = {
    encode: (value) => encodeValid(field, value),
    decode: (bytes) => decodeOwn(field, bytes),
  };
  return storedAs(field, codec, key);
}

/** The same for a record that has more fields now than it had at `first`. */
export function storedGrown<
  const Parts extends readonly unknown[],
  S extends AnyShape,
  First extends AnyShape,
>(
  record: RecordField<S>,
  first: RecordField<First>,
  key: (...parts: Parts) => Key,
): Stored<Parts, RecordOf<S>> {
  return storedAs(record, grownCodec(record, first), key);
}

function storedAs<const Parts extends readonly unknown[], T extends object>(
  field: Field<T>,
  codec: Codec<T>,
  key: (...parts: Parts) => Key,
): Stored<Parts, T> {
  return {
    field,
    key,
    read: (ledger, ...parts) => ledger.entry(key(...parts))?.meaning(codec),
    write(ledger, value, ...parts) {
      assertValid(field, value);
      ledger.put(key(...parts), Entry.holding(value, codec));
    },
    meaningOf: (entry) => entry.meaning(codec),
    decode: (bytes) => codec.decode(bytes),
  };
}
