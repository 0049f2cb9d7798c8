import { digestOf, type Header } from "../chain/block.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import { journalBlock } from "./candidates.ts";
import { type UsableParent, usableParent } from "./enter-view.ts";
import { emptyProposalAtMs, isDeep, isIncludable } from "./idle.ts";
import type { Body, Proposal } from "./messages.ts";
import type { BuiltBlock } from "./ports.ts";
import {
  type Candidate,
  candidateOf,
  currentPrimary,
  endsEpoch,
  headerOf,
  isExecuted,
  pathToHead,
  type Replica,
} from "./replica.ts";
import { maySign } from "./standing.ts";
import { broadcast, type Turn, writable } from "./turn.ts";
import { keepUnsignedProposal } from "./unsigned.ts";
import { hasGivenUp } from "./view-change.ts";
import { castVote } from "./votes.ts";

/** C1. As the primary, asks the chain for a block as soon as the parent is executed and C11 lets it be proposed. */
export function proposeIfDue(turn: Turn): void {
  const { state, nowMs } = turn;
  state.proposeAtMs = undefined;
  if (!isToPropose(turn)) return;
  const parent = usableParent(state);
  if (proposeUnsigned(turn, parent) || state.building) return;
  const header = parent === undefined ? undefined : headerOf(state, parent.hex);
  if (parent === undefined || header === undefined || !isExecuted(state, parent.hex)) return;
  if (endsEpoch(state, header)) return proposeAgain(turn, parent);
  const known = isIncludable(state, parent);
  if (known === undefined) return; // the answer is the next event

  const deep = isDeep(pathToHead(state, parent.hex)?.length ?? 0);
  const contentAtMs = known && !deep ? nowMs : emptyProposalAtMs(state, parent, header);
  const atMs = Math.max(contentAtMs, pacedAtMs(state, header));
  if (nowMs < atMs) {
    state.proposeAtMs = atMs;
    return;
  }
  state.building = true;
  const timeMs = Math.max(nowMs, header.timeMs + 1); // C12
  const { view } = state;
  turn.effects.push({ kind: "build", view, parent: parent.digest, timeMs, empty: deep });
}

/**
 * C13. While the last block of an epoch is prepared and not committed, it is proposed again, at once: nothing may follow it in
 * this epoch. Once it is committed there is nothing to propose: the next epoch begins with its execution.
 */
function proposeAgain(turn: Turn, last: UsableParent): void {
  const candidate = turn.state.candidates.get(last.hex);
  if (candidate === undefined || last.view === turn.state.committed.view) return;
  propose(turn, last, { block: candidate.block, bodies: [] });
}

/** Proposes the block that waits for the signer, if there is one and its parent is still the one to build on. */
function proposeUnsigned(turn: Turn, parent: UsableParent | undefined): boolean {
  const { unsigned, candidates, view } = turn.state;
  const candidate = candidates.get(unsigned.get(view)?.proposal ?? "");
  if (parent === undefined || candidate === undefined || !standsOn(candidate, parent)) return false;
  propose(turn, parent, { block: candidate.block, bodies: [] });
  return true;
}

/** Blocks follow each other at an interval. Other clocks can put the parent into the future, but not hold up this view. */
function pacedAtMs({ enteredMs, setup }: Replica, { timeMs }: Header): number {
  return Math.min(timeMs, enteredMs) + setup.timing.blockIntervalMs;
}

function isToPropose(turn: Turn): boolean {
  const { state } = turn;
  if (currentPrimary(state) !== state.setup.self || !maySign(state, state.view)) return false;
  return state.own.get(state.view)?.prepare === undefined && !hasGivenUp(turn);
}

/** C1. Proposes what the chain built, unless the view or its parent changed meanwhile. */
export function onBuilt(turn: Turn, view: number, on: Uint8Array, built?: BuiltBlock): void {
  const { state, nowMs } = turn;
  if (view !== state.view || !state.building || !isToPropose(turn)) return;
  const parent = usableParent(state);
  if (built === undefined || parent === undefined) return; // asked again when pool or view change
  state.building = false;
  if (!equalBytes(parent.digest, on)) return;
  const header = headerOf(state, parent.hex);
  if (header === undefined) return;
  const isEmpty = built.block.transactions.length === 0;
  if (isEmpty && nowMs < emptyProposalAtMs(state, parent, header)) {
    state.includable = { parentHex: parent.hex, known: false }; // nothing was found after all
    return;
  }
  propose(turn, parent, built);
}

/** The PREPARE is journalled with the block before the proposal that carries it leaves (C8). */
function propose(turn: Turn, parent: UsableParent, { block, bodies }: BuiltBlock): void {
  const { state } = turn;
  const { view } = state;
  const digest = digestOf(block.header);
  const hex = toHex(digest);
  if (!state.candidates.has(hex)) {
    const own = { ...candidateOf(block, turn.nowMs), missing: [], verdict: "acceptable" as const };
    writable(turn, "candidates").set(hex, own);
  }
  journalBlock(turn, hex);
  const vote = castVote(turn, "prepare", view, digest, "by-caller");
  if (vote === undefined) return keepUnsignedProposal(turn, view, hex);
  const { epoch } = state.setup.validators;
  const { signature } = vote;
  const proposal = { epoch, view, block, parent: parent.certificate, signature, bodies: [] };
  if (view > state.committed.view) writable(turn, "proposals").set(view, proposal);
  broadcastProposal(turn, proposal, bodies);
}

/** C9 re-sends it without bodies: who lacks one asks. */
export function broadcastProposal(
  turn: Turn,
  proposal: Proposal,
  bodies: readonly Body[] = [],
): void {
  broadcast(turn, { kind: "proposal", ...proposal, bodies });
}

/** C8. After a restart the own proposal of the current view, if there was one, from its block and its PREPARE. */
export function restoreProposal(turn: Turn): void {
  const { state } = turn;
  const vote = state.own.get(state.view)?.prepare;
  if (vote === undefined || currentPrimary(state) !== state.setup.self) return;
  const candidate = state.candidates.get(toHex(vote.digest));
  const parent = usableParent(state);
  if (candidate === undefined || parent === undefined) return;
  if (!standsOn(candidate, parent)) return;
  const { epoch, view, signature } = vote;
  const { block } = candidate;
  const proposal = { epoch, view, block, parent: parent.certificate, signature, bodies: [] };
  writable(turn, "proposals").set(view, proposal);
}

/** C13: the last block of an epoch stands on itself when it is proposed again. */
function standsOn({ hex, parentHex }: Candidate, parent: UsableParent): boolean {
  return parent.hex === parentHex || parent.hex === hex;
}
