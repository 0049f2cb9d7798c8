import { block, header } from "../chain/block.ts";
import { certificate, vote } from "../chain/vote.ts";
import { concatBytes } from "../primitives/bytes.ts";
import { decode, encode } from "../primitives/fields/codec.ts";
import type { Field, ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { limits } from "../primitives/limits.ts";
import { bounds } from "./timing.ts";

/**
 * What replicas say to each other: one tag byte, then SSZ. A signed thing is a vote, or holds votes; all else is
 * believed only as far as it can be checked (a block by its digest, a body by its hash, a certificate by its seals).
 */

/** A transaction's bytes under the name that a block knows it by. */
export const body = field.record({
  wireHash: field.hash(),
  bytes: field.blob(limits.transactionBytes),
});
export type Body = ValueOf<typeof body>;

const bodyBytes = field.blob(limits.transactionBytes);

/** C1. The primary's block for a view, its parent's certificate, and the signature of its PREPARE. */
export const proposal = field.record({
  epoch: field.uint(32),
  view: field.count(),
  block,
  /** prepared(p) or committed(p) of the block's parent; absent for p = 0, the first block of an epoch. */
  parent: field.optional(certificate),
  /** The primary's PREPARE on the block's digest in this view. */
  signature: field.bytes(64),
  bodies: field.list(body, limits.transactionsPerBlock),
});
export type Proposal = ValueOf<typeof proposal>;

/**
 * C9. Where a replica stands: sent on connection, as retransmission, and as answer to whoever is behind. `echo` is the
 * newest vote held of the replica that it is sent to (C8), `reply` asks for one in return.
 */
export const status = field.record({
  epoch: field.uint(32),
  view: field.count(),
  height: field.count(),
  committed: field.optional(certificate),
  entering: field.optional(certificate),
  votes: field.list(vote, bounds.statusVotes),
  echo: field.optional(vote),
  reply: field.bool(),
});
export type Status = ValueOf<typeof status>;

const want = field.record({ digest: field.hash() });
const wantBodies = field.record({
  wireHashes: field.list(field.hash(), limits.transactionsPerBlock, 1),
});
/** Certificates of the views from `fromView` up to `toView`, both included; answered in pages. */
const wantCertificates = field.record({
  epoch: field.uint(32),
  fromView: field.count(),
  toView: field.count(),
});
const wantBlocks = field.record({ fromHeight: field.count() });

const haveBlock = field.record({ block });
const haveBodies = field.record({
  bodies: field.list(bodyBytes, limits.transactionsPerBlock),
});
const haveCertificates = field.record({
  certificates: field.list(certificate, bounds.certificatesPage),
});

export const blockWithBodies = field.record({
  block,
  bodies: field.list(bodyBytes, limits.transactionsPerBlock),
});
export type BlockWithBodies = ValueOf<typeof blockWithBodies>;

/** C9. Committed blocks in order, and their proof: the headers up to the one that the certificate names (C6). */
const haveBlocks = field.record({
  blocks: field.list(blockWithBodies, bounds.pageBlocks, 1),
  headers: field.list(header, bounds.pageHeaders),
  certificate,
});
const offer = field.record({ bodies: field.list(bodyBytes, bounds.offeredBodies) });

const certificateMessage = field.record({ certificate });
const voteMessage = field.record({ vote });

const kinds = {
  proposal: { tag: 1, field: proposal },
  vote: { tag: 2, field: voteMessage },
  certificate: { tag: 3, field: certificateMessage },
  status: { tag: 4, field: status },
  "want-block": { tag: 5, field: want },
  "have-block": { tag: 6, field: haveBlock },
  "want-bodies": { tag: 7, field: wantBodies },
  "have-bodies": { tag: 8, field: haveBodies },
  "want-certificates": { tag: 9, field: wantCertificates },
  "have-certificates": { tag: 10, field: haveCertificates },
  "want-blocks": { tag: 11, field: wantBlocks },
  "have-blocks": { tag: 12, field: haveBlocks },
  /** C11. Transactions that the sender waits for and the receiver may not know. */
  offer: { tag: 13, field: offer },
} as const;

type Kinds = typeof kinds;
export type MessageKind = keyof Kinds;
export type MessageOf<K extends MessageKind> = { readonly kind: K } & ValueOf<Kinds[K]["field"]>;
export type Message = { [K in MessageKind]: MessageOf<K> }[MessageKind];

const kindOfTag = new Map<number, MessageKind>(
  (Object.keys(kinds) as MessageKind[]).map((kind) => [kinds[kind].tag, kind]),
);

/** What kind of message the bytes claim to be. */
export function kindOf(bytes: Uint8Array): MessageKind | undefined {
  return kindOfTag.get(bytes[0] ?? 0);
}

/** True of a message that asks for something: whoever sends it makes work for others. */
export function isQuestion(kind: MessageKind | undefined): boolean {
  return kind?.startsWith("want-") ?? false;
}

export function encodeMessage(message: Message): Uint8Array {
  const { tag, field: declared } = kinds[message.kind];
  return concatBytes(Uint8Array.of(tag), encode(declared as Field<unknown>, message));
}

/** The message of these bytes, or undefined if they are not exactly one. Never throws, whatever the bytes. */
export function decodeMessage(bytes: Uint8Array): Message | undefined {
  if (bytes.length === 0 || bytes.length > bounds.messageBytes) return undefined;
  const kind = kindOfTag.get(bytes[0]!);
  if (kind === undefined) return undefined;
  const decoded = decode(kinds[kind].field as Field<object>, bytes.subarray(1));
  return decoded.ok ? ({ ...decoded.value, kind } as Message) : undefined;
}
