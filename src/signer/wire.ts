import { type Statement, statement } from "../chain/vote.ts";
import { concatBytes } from "../primitives/bytes.ts";
import { decode, encode } from "../primitives/fields/codec.ts";
import type { Field, ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";

/**
 * What node and signer say to each other: frames of a length (4 bytes, big-endian) and a payload. The signer speaks first; then
 * each request, the SSZ of a statement and nothing else, gets one answer: a tag byte and SSZ.
 */
export const PROTOCOL = 1;

/** Why a signer did not sign. Codes are stable: operators search their logs for them. */
const refusal = field.choice([
  "DOUBLE_SIGN", // C7: it signed something else in this view
  "STALE", // below what it remembers
  "OTHER_CHAIN", // a chain that its configuration does not list
  "MALFORMED", // the bytes are no statement that a validator could make
  "OVERSIZED", // a frame longer than any request
  "PIPELINED", // a request before the answer to the one before
  "TOO_SLOW", // a frame that did not end
  "TOO_MANY_CONNECTIONS",
  "UNKNOWN_CLIENT", // without a certificate of the authority that is let in
]);
export type Refusal = ValueOf<typeof refusal>;

const kinds = {
  hello: {
    tag: 1,
    field: field.record({ protocol: field.uint(16), publicKey: field.bytes(32) }),
  },
  signed: { tag: 2, field: field.record({ signature: field.bytes(64) }) },
  refused: { tag: 3, field: field.record({ code: refusal }) },
} as const;

type Kinds = typeof kinds;
export type Answer = {
  [K in keyof Kinds]: { readonly kind: K } & ValueOf<Kinds[K]["field"]>;
}[keyof Kinds];

/** Largest payloads in either direction: nothing longer is ever kept in memory. */
export const REQUEST_BYTES_MAX = statement.ssz.maxSize;
export const ANSWER_BYTES_MAX = 1 + kinds.signed.field.ssz.maxSize;

export function encodeRequest(value: Statement): Uint8Array {
  return encode(statement, value);
}

export function encodeAnswer(answer: Answer): Uint8Array {
  const { tag, field: declared } = kinds[answer.kind];
  return concatBytes(Uint8Array.of(tag), encode(declared as Field<unknown>, answer));
}

/** Undefined if the bytes are not exactly one answer. */
export function decodeAnswer(bytes: Uint8Array): Answer | undefined {
  for (const kind of Object.keys(kinds) as Answer["kind"][]) {
    if (kinds[kind].tag !== bytes[0]) continue;
    const decoded = decode(kinds[kind].field as Field<object>, bytes.subarray(1));
    return decoded.ok ? ({ ...decoded.value, kind } as Answer) : undefined;
  }
  return undefined;
}

const LENGTH_BYTES = 4;

export function frame(payload: Uint8Array): Uint8Array {
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, payload.length);
  return concatBytes(length, payload);
}

/** Cuts what arrives into payloads. Holds at most one frame that is not whole yet. */
export class FrameReader {
  readonly #bytesMax: number;
  #held: Uint8Array = new Uint8Array(0);

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** True while a frame has begun and not ended. */
  get isPartial(): boolean {
    return this.#held.length > 0;
  }

  /** The payloads that are whole now; undefined if a frame says that it is longer than it may be. */
  push(chunk: Uint8Array): readonly Uint8Array[] | undefined {
    const bytes = concatBytes(this.#held, chunk);
    const view = new DataView(bytes.buffer);
    const payloads: Uint8Array[] = [];
    let at = 0;
    while (bytes.length - at >= LENGTH_BYTES) {
      const length = view.getUint32(at);
      if (length > this.#bytesMax) return undefined;
      const end = at + LENGTH_BYTES + length;
      if (end > bytes.length) break;
      payloads.push(bytes.slice(at + LENGTH_BYTES, end));
      at = end;
    }
    this.#held = bytes.slice(at);
    return payloads;
  }
}
