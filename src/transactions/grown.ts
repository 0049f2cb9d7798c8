import type { AnyShape, RecordField, RecordOf } from "../primitives/fields/composites.ts";
import { decodeOwn, encodeValid } from "../primitives/fields/codec.ts";
import type { Codec } from "../state/ledger.ts";

/** How SSZ writes a field that may have different lengths into the fixed part of its record: where it begins, in four bytes. */
const OFFSET_BYTES = 4;

/**
 * A record that got more fields at its end with a later protocol version, all of them optional.
 *
 * While none of them is there, an entry has the bytes of the record as it was: blocks of earlier versions give the roots
 * that they gave then, and what was stored then can be read. The two forms cannot be mistaken for each other, because
 * SSZ says in a record, or by its length, how long its fixed part is.
 */
export function grownCodec<S extends AnyShape, First extends AnyShape>(
  record: RecordField<S>,
  first: RecordField<First>,
): Codec<RecordOf<S>> {
  const later = Object.keys(record.shape).slice(Object.keys(first.shape).length);
  const { fixedPart, firstOffsetAt } = layoutOf(first);
  const isFirst = (bytes: Uint8Array): boolean => {
    if (firstOffsetAt === undefined) return bytes.length === fixedPart;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return view.getUint32(firstOffsetAt, true) === fixedPart;
  };
  return {
    encode(value) {
      const hasGrown = later.some((name) => value[name] !== undefined);
      return hasGrown
        ? encodeValid(record, value)
        : encodeValid(first, value as unknown as RecordOf<First>);
    },
    decode(bytes) {
      if (!isFirst(bytes)) return decodeOwn(record, bytes);
      return decodeOwn(first, bytes) as unknown as RecordOf<S>; // the rest is undefined
    },
  };
}

/** The bytes of a record's fixed part, and the place of the first offset in it. */
function layoutOf({ shape }: RecordField<AnyShape>): {
  readonly fixedPart: number;
  readonly firstOffsetAt: number | undefined;
} {
  let fixedPart = 0;
  let firstOffsetAt: number | undefined;
  for (const { ssz } of Object.values(shape)) {
    if (ssz.fixedSize === null) firstOffsetAt ??= fixedPart;
    fixedPart += ssz.fixedSize ?? OFFSET_BYTES;
  }
  return { fixedPart, firstOffsetAt };
}
