import { type Block, transactionsRoot } from "../chain/block.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import { byHeight } from "./committed.ts";
import { type Candidate, candidateOf, isExecuted, type Replica } from "./replica.ts";
import { stopVoting } from "./standing.ts";
import { type Turn, updateCandidate, writable } from "./turn.ts";

/** More blocks above the head than this are not kept: proposals of the window, a page, and what was asked for. */
const CANDIDATES_MAX = 512;

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
  bodies: readonly Uint8Array[],
  known: Partial<Candidate> = {},
): void {
  const { state } = turn;
  if (block.header.height <= state.head.header.height) return;
  const fresh = candidateOf(block, turn.nowMs);
  const held = state.candidates.get(fresh.hex);
  if (bodies.length > 0) turn.effects.push({ kind: "add-bodies", bodies });
  if (held === undefined) {
    if (state.candidates.size >= CANDIDATES_MAX) return;
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
  for (const { hex } of [...state.candidates.values()].sort(byHeight)) {
    const candidate = state.candidates.get(hex)!;
    if (candidate.execution !== "none" || candidate.missing?.length !== 0) continue;
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
  if (replica.page !== undefined) add(replica.page.digest);
  add(replica.committed.digest);
  return certified;
}
