import { type Block, transactionsRoot } from "../chain/block.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import { byHeight } from "./committed.ts";
import type { OfferedBody } from "./ports.ts";
import { type Candidate, candidateOf, isExecuted, type Replica } from "./replica.ts";
import { stopVoting } from "./standing.ts";
import { bounds } from "./timing.ts";
import { type Turn, updateCandidate, writable } from "./turn.ts";

/**
 * More proposals and blocks that were asked for are not kept, nor any so far above the head: until the head comes near them they
 * could only be in the way of the pages that bring it there (C9), which have bounds of their own.
 */
const CANDIDATES_MAX = 512;
const HEIGHTS_AHEAD = 2 * bounds.pageBlocks;

/** True if the list is the one that the header, and so the digest, names: a peer cannot put another one under it. */
export function isWellFormed({ header, transactions }: Block): boolean {
  return equalBytes(header.transactionsRoot, transactionsRoot(transactions));
}

/**
 * Takes in a block that came as a proposal, on request, in a page or from the journal; well formed, above the head.
 * Its header's first receipt is now (C12), unless the journal knows better.
 */
export function admitBlock(
  turn: Turn,
  block: Block,
  bodies: readonly OfferedBody[],
  known: Partial<Candidate> = {},
): void {
  const { state } = turn;
  const { height } = state.head.header;
  if (block.header.height <= height) return;
  const fresh = candidateOf(block, turn.nowMs);
  const held = state.candidates.get(fresh.hex);
  if (bodies.length > 0) turn.effects.push({ kind: "add-bodies", bodies });
  if (held === undefined) {
    const isNear = block.header.height <= height + HEIGHTS_AHEAD;
    const hasRoom = isNear && state.candidates.size < CANDIDATES_MAX;
    if (!hasRoom && known.journalled !== true) return; // what is on a disk, here or at peers, is final or was voted for
    writable(turn, "candidates").set(fresh.hex, { ...fresh, ...known });
  } else if (bodies.length === 0 || held.missing?.length === 0) return;
  inspect(turn, fresh);
}

function inspect(turn: Turn, { block, digest }: Candidate): void {
  turn.effects.push({ kind: "inspect", block, digest });
}

/** Bodies arrived, or the pool changed: looks again at every block that lacks some. */
export function inspectIncomplete(turn: Turn): void {
  for (const candidate of turn.state.candidates.values()) {
    if (candidate.missing !== undefined && candidate.missing.length > 0) inspect(turn, candidate);
  }
}

/** C8. A block is journalled with its bodies before a vote rests on it. */
export function journalBlock(turn: Turn, hex: string): void {
  const candidate = turn.state.candidates.get(hex);
  if (candidate === undefined || candidate.journalled) return;
  updateCandidate(turn, hex, { journalled: true });
  const { block, firstSeenMs } = candidate;
  turn.effects.push({ kind: "journal", entry: { kind: "block", block, firstSeenMs } });
}

/**
 * Execution: a block whose parent is executed and whose bodies are here is checked (C2); once it is PREPAREd here, or
 * known to be prepared (C3) or committed (C6), it is executed.
 */
export function advanceCandidates(turn: Turn): void {
  const { state } = turn;
  if (state.candidates.size === 0) return;
  const certified = certifiedBlocks(state);
  // Many wait for their parents while a replica catches up: those are passed over before anything is sorted.
  const ready = [...state.candidates.values()].filter(
    ({ execution, missing, journalled, hex, parentHex }) =>
      execution === "none" &&
      missing?.length === 0 &&
      (isExecuted(state, parentHex) || (!journalled && certified.has(hex))),
  );
  for (const { hex } of ready.sort(byHeight)) {
    const candidate = state.candidates.get(hex)!;
    const { block, digest, verdict } = candidate;
    if (certified.has(hex)) journalBlock(turn, hex);
    if (!isExecuted(state, candidate.parentHex)) continue;
    if (verdict === "unknown") {
      updateCandidate(turn, hex, { verdict: "asked" });
      turn.effects.push({ kind: "check", block, digest });
    } else if (verdict === "acceptable") {
      if (state.candidates.get(hex)!.journalled) execute(turn, candidate);
    } else if (verdict !== "asked" && certified.has(hex)) {
      stopVoting(turn, `a quorum prepared a block that is unacceptable here: ${verdict.problem}`);
    }
  }
}

function execute(turn: Turn, { hex, block, digest }: Candidate): void {
  updateCandidate(turn, hex, { execution: "asked" });
  turn.effects.push({ kind: "execute", block, digest });
}

/** Blocks that a certificate names, and their ancestors, which were certified before them. */
export function certifiedBlocks(replica: Replica): ReadonlySet<string> {
  const certified = new Set<string>();
  const add = (digest: Uint8Array): void => {
    let hex: string | undefined = toHex(digest);
    while (hex !== undefined && !certified.has(hex)) {
      certified.add(hex);
      hex = replica.candidates.get(hex)?.parentHex;
    }
  };
  for (const { digest } of replica.prepared.values()) add(digest);
  if (replica.catchUp !== undefined) add(replica.catchUp.taken);
  add(replica.committed.digest);
  return certified;
}
