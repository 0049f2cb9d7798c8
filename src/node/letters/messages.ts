import { decode } from "../../primitives/fields/codec.ts";
import type { Field } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";

/** What two ends say to each other about a letter's document. Everything that is not public is sealed. */
const name = { letter: field.hash(), commitment: field.hash() };
const sealed = field.blob(256);

export const topics = {
  offer: "letters.offer",
  open: "letters.open",
  chunk: "letters.chunk",
  receipt: "letters.receipt",
} as const;

/** From who has it to who should: take it. */
export const offer = field.record(name);
export const offerAnswer = field.record({
  state: field.choice(["wanted", "busy", "unknown", "had"]),
  /** If it is had: the receipt, once more. */
  receipt: field.optional(sealed),
});

/** From who wants it: sealed, the key that lives for this delivery. */
export const openRequest = field.record({ ...name, sealed });
/** Sealed for that key: `session`. */
export const openAnswer = field.record({ sealed });
export const session = field.record({ id: field.bytes(16), chunks: field.uint(16) });

/** Answered with the chunk, sealed under the session's secret. */
export const chunkRequest = field.record({ id: field.bytes(16), place: field.uint(16) });

/** From who has received it: sealed, the time. */
export const receipt = field.record({ ...name, sealed });
export const receiptTime = field.record({ timeMs: field.count() });

/** A message of a peer; undefined if it is none. */
export function read<T>(kind: Field<T>, bytes: Uint8Array): T | undefined {
  const decoded = decode(kind, bytes);
  return decoded.ok ? decoded.value : undefined;
}
