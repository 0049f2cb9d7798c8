import { block, header } from "../../chain/block.ts";
import { handOver } from "../../chain/proof/document.ts";
import { certificate } from "../../chain/vote.ts";
import { decode, encode } from "../../primitives/fields/codec.ts";
import type { Field, ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import type { PeerHost } from "../../p2p/host.ts";
import { ledgerLimits } from "../../state/ledger.ts";
import { storedBodies, storedReceipts } from "../chain-records.ts";
import { BadSnapshot } from "./bad-snapshot.ts";
import { snapshotLimits } from "./limits.ts";

/** What a node that joins asks of one that is there: a topic, what the question says and what the answer says. */
export interface Exchange<Question, Answer> {
  readonly topic: string;
  readonly question: Field<Question>;
  readonly answer: Field<Answer>;
}

/** Whether the block above a height can be had, and how far the chain is. */
export const whatIsKept = {
  topic: "chain.kept",
  question: field.record({ height: field.count() }),
  answer: field.record({ hasNext: field.bool(), height: field.count() }),
};

/** C13. How epochs ended, from one on: who trusts that one's validators is led to the present ones. */
export const handOversFrom = {
  topic: "chain.hand-overs",
  question: field.record({ fromEpoch: field.uint(32) }),
  answer: field.record({ handOvers: field.list(handOver, snapshotLimits.handOversMax) }),
};

/** Opens the state after a block for the asking peer. What it asked for before is closed. */
export const openSnapshot = {
  topic: "snapshot.open",
  question: field.record({ chainId: field.hash() }),
  answer: field.record({
    header,
    /** Names the block of the header: the joined node's head carries its own. */
    certificate,
    /** The block above it, whose header has the roots of the state after the block; final as C6 says. */
    next: header,
    finality: field.record({ headers: field.list(header, snapshotLimits.headersMax), certificate }),
  }),
};
export type OpenedSnapshot = ValueOf<typeof openSnapshot.answer>;

/** The tree's nodes in order of path, from the one at a path on. Behind the last there are none. */
export const treeNodes = {
  topic: "snapshot.nodes",
  question: field.record({ from: field.text(64, /^[0-9a-f]*$/, "must be hexadecimal digits") }),
  answer: field.record({
    nodes: field.list(field.blob(snapshotLimits.nodeBytesMax), snapshotLimits.entriesMax),
  }),
};

/** State entries in order of key, behind a key; the first ones if there is none. */
export const stateEntries = {
  topic: "snapshot.entries",
  question: field.record({ after: field.optional(field.text(ledgerLimits.keyLengthMax)) }),
  answer: field.record({
    entries: field.list(
      field.record({
        key: field.text(ledgerLimits.keyLengthMax),
        value: field.blob(ledgerLimits.valueBytesMax),
      }),
      snapshotLimits.entriesMax,
    ),
  }),
};

/** Whole blocks, from a height downwards. */
export const blocksDown = {
  topic: "snapshot.blocks",
  question: field.record({ height: field.count() }),
  answer: field.record({
    blocks: field.list(
      field.record({
        block,
        certificate: field.optional(certificate),
        bodies: storedBodies,
        receipts: storedReceipts,
      }),
      snapshotLimits.blocksMax,
    ),
  }),
};
export type OldBlock = ValueOf<typeof blocksDown.answer>["blocks"][number];

/** Throws PeerError if the peer gives no answer, BadSnapshot if it gives one that is none. */
export async function ask<Question, Answer>(
  host: Pick<PeerHost, "request">,
  peer: string,
  { topic, question, answer }: Exchange<Question, Answer>,
  value: Question,
  timeoutMs: number = snapshotLimits.answerMs,
): Promise<Answer> {
  const bytes = await host.request(peer, topic, encode(question, value), timeoutMs);
  const decoded = decode(answer, bytes);
  if (decoded.ok) return decoded.value;
  const { path, message } = decoded.problem;
  throw new BadSnapshot(`its answer to ${topic} does not decode: ${path} ${message}`);
}

/** A question that does not decode is refused, as every handler that throws refuses. */
export function serve<Question, Answer>(
  host: Pick<PeerHost, "serve">,
  { topic, question, answer }: Exchange<Question, Answer>,
  handle: (from: string, value: Question) => Answer | Promise<Answer>,
): void {
  host.serve(topic, async (from, bytes) => {
    const decoded = decode(question, bytes);
    if (!decoded.ok) throw new Error(`a question does not decode: ${decoded.problem.message}`);
    return encode(answer, await handle(from, decoded.value));
  });
}
