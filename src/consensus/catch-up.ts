import { digestOf } from "../chain/block.ts";
import { decodeTransaction } from "../chain/transaction.ts";
import type { Certificate } from "../chain/vote.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import { admitBlock, isWellFormed } from "./candidates.ts";
import { isProven, receiveCertificate } from "./certificates.ts";
import type { BlockWithBodies, MessageOf } from "./messages.ts";
import type { Peer } from "./ports.ts";
import { isExecuted, type Replica } from "./replica.ts";
import { bounds } from "./timing.ts";
import type { Turn } from "./turn.ts";

/**
 * C9. A page of committed blocks. Everything is checked before anything is kept: the blocks follow the head or the page before,
 * the headers follow them, a quorum committed the last one (C6), and the bodies are those that the blocks name: nobody else might
 * have them any more, so a block that was kept without them could never be executed. They wait here for their turn.
 */
export function receivePage(turn: Turn, from: Peer, page: MessageOf<"have-blocks">): void {
  const { state } = turn;
  const { certificate } = page;
  const { catchUp, head } = state;
  if (certificate.kind !== "commit" || certificate.epoch !== state.setup.validators.epoch) return;
  if (certificate.view <= head.view) return;
  const waiting = catchUp?.waiting ?? [];
  if (waiting.length >= bounds.pagesWaiting) return;
  const blocks = newBlocks(state, page);
  const tip = blocks?.[blocks.length - 1]?.block.header;
  if (blocks === undefined || tip === undefined || !isProven(turn, certificate)) return;
  if (!blocks.every(hasItsBodies)) return;
  receiveCertificate(turn, certificate);
  state.catchUp = {
    tip,
    digest: digestOf(tip),
    waiting: [...waiting, blocks],
    taken: catchUp?.taken ?? head.digest,
    proofs: withProof(catchUp?.proofs ?? [], certificate),
  };
  state.pagesFrom = from;
  state.lastPageHeight = tip.height;
}

function newBlocks(
  { head, catchUp: before }: Replica,
  { blocks, headers, certificate }: MessageOf<"have-blocks">,
): readonly BlockWithBodies[] | undefined {
  let { height } = before?.tip ?? head.header;
  let digest = before?.digest ?? head.digest;
  const above = blocks.filter(({ block }) => block.header.height > height);
  for (const header of [...above.map(({ block }) => block.header), ...headers]) {
    if (!equalBytes(header.parent, digest) || header.height !== height + 1) return undefined;
    digest = digestOf(header);
    height = header.height;
  }
  if (!equalBytes(digest, certificate.digest)) return undefined;
  return above.every(({ block }) => isWellFormed(block)) ? above : undefined;
}

/** A wireHash covers the signatures too, so these are the very bytes that a quorum judged. */
function hasItsBodies({ block: { transactions }, bodies }: BlockWithBodies): boolean {
  if (bodies.length !== transactions.length) return false;
  return bodies.every((bytes, i) => {
    const decoded = decodeTransaction(bytes);
    return decoded.ok && equalBytes(decoded.value.wireHash, transactions[i]!.wireHash);
  });
}

/**
 * The lowest ones, which the head reaches first, whoever serves pages that end between certificates. What lies above a proof that
 * was left out is proven by a later page's.
 */
function withProof(proofs: readonly Certificate[], proof: Certificate): readonly Certificate[] {
  if (proofs.some(({ digest }) => equalBytes(digest, proof.digest))) return proofs;
  return [...proofs, proof].sort((a, b) => a.view - b.view).slice(0, bounds.pageProofs);
}

/**
 * C9. Blocks of pages are executed and handed over like any final block, each taken up when the one before is executed: until then it
 * costs its bytes only, and whatever else comes in has its turn between two of them.
 */
export function takeUpNext(turn: Turn): void {
  const { state } = turn;
  for (let next = nextOf(state); next !== undefined; next = nextOf(state)) {
    const { block, bodies } = next;
    const isNew = block.header.height > state.head.header.height;
    if (isNew && !isExecuted(state, toHex(block.header.parent))) return;
    const named = bodies.map((bytes, i) => ({ bytes, wireHash: block.transactions[i]!.wireHash }));
    admitBlock(turn, block, named, { journalled: true }); // peers have it on disk: no need to keep it twice (C8)
    const { waiting, ...rest } = state.catchUp!;
    const [[, ...left] = [], ...later] = waiting;
    state.catchUp = {
      ...rest,
      taken: digestOf(block.header),
      waiting: left.length > 0 ? [left, ...later] : later,
    };
  }
}

function nextOf({ catchUp }: Replica): BlockWithBodies | undefined {
  return catchUp?.waiting[0]?.[0];
}
