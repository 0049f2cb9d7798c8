import { block } from "../chain/block.ts";
import { certificate, vote } from "../chain/vote.ts";
import { concatBytes } from "../primitives/bytes.ts";
import { decode, encode } from "../primitives/fields/codec.ts";
import type { Field, ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { limits } from "../primitives/limits.ts";

/** C8. What a replica must not forget until a commit covers it: one tag byte, then SSZ. */
const kinds = {
  /** First entry of every journal: whose it is. A journal of another chain or key must not be replayed. */
  owner: {
    tag: 1,
    field: field.record({ chainId: field.hash(), publicKey: field.bytes(32) }),
  },
  /** An own vote. Written before it leaves, so that no other is ever signed in its place (C7). */
  vote: { tag: 2, field: field.record({ vote }) },
  /** A certificate that later votes rest on. */
  certificate: { tag: 3, field: field.record({ certificate }) },
  /**
   * A block that was PREPAREd or prepared, with its bodies, which may exist nowhere else after a power cut. The time is
   * that of the header's first receipt, by which C12 judges once.
   */
  block: {
    tag: 4,
    field: field.record({
      block,
      firstSeenMs: field.count(),
      bodies: field.list(field.blob(limits.transactionBytes), limits.transactionsPerBlock),
    }),
  },
  /**
   * This replica lost its memory: it does not vote, or only above a view. `votedAnew`: what it forgot lies in this epoch or
   * before (C13).
   */
  observing: {
    tag: 5,
    field: field.record({
      epoch: field.uint(32),
      voteAbove: field.optional(field.count()),
      votedAnew: field.bool(),
    }),
  },
} as const;

type Kinds = typeof kinds;
export type JournalRecord = {
  [K in keyof Kinds]: { readonly kind: K } & ValueOf<Kinds[K]["field"]>;
}[keyof Kinds];
export type RecordOfKind<K extends JournalRecord["kind"]> = Extract<JournalRecord, { kind: K }>;

/** What the core asks to be journalled: a record, but for the bodies of a block, which the driver adds. */
export type JournalEntry =
  | RecordOfKind<"vote">
  | RecordOfKind<"certificate">
  | RecordOfKind<"observing">
  | Omit<RecordOfKind<"block">, "bodies">;

export function encodeRecord(record: JournalRecord): Uint8Array {
  const { tag, field: declared } = kinds[record.kind];
  return concatBytes(Uint8Array.of(tag), encode(declared as Field<unknown>, record));
}

/** Undefined if the bytes are not exactly one record. */
export function decodeRecord(bytes: Uint8Array): JournalRecord | undefined {
  for (const kind of Object.keys(kinds) as JournalRecord["kind"][]) {
    if (kinds[kind].tag !== bytes[0]) continue;
    const decoded = decode(kinds[kind].field as Field<object>, bytes.subarray(1));
    return decoded.ok ? ({ ...decoded.value, kind } as JournalRecord) : undefined;
  }
  return undefined;
}
