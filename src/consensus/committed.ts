import type { Certificate } from "../chain/vote.ts";
import { toHex } from "../primitives/bytes.ts";
import { stopVoting } from "./standing.ts";
import { enterView } from "./enter-view.ts";
import { beginEpoch } from "./epoch.ts";
import { type Candidate, isExecuted, pathToHead, type Replica } from "./replica.ts";
import { note, type Turn, writable } from "./turn.ts";

/**
 * C6. A quorum of COMMITs, in any later view too, makes the block and all its ancestors final. What the certificate
 * covers is forgotten at once; the head follows when the blocks are here and executed (`finalise`).
 */
export function onCommitted(turn: Turn, certificate: Certificate): void {
  const { state } = turn;
  const { view, digest } = certificate;
  state.committed = { view, digest, hex: toHex(digest), certificate };
  state.failures = Math.max(0, state.failures - 1); // C10: the only thing that shortens T
  forgetUpTo(turn, view);
  enterView(turn, view + 1);
}

/** C8, C10: certificates, votes and proposals at or below the committed view say nothing any more. */
function forgetUpTo(turn: Turn, view: number): void {
  for (const name of ["prepared", "skipped", "votes", "own", "unsigned", "proposals"] as const) {
    for (const at of turn.state[name].keys()) if (at <= view) writable(turn, name).delete(at);
  }
}

/** C6. Moves the head to what the pages' certificates name (C9), and to the committed block, as far as they are executed. */
export function finalise(turn: Turn): void {
  const { state } = turn;
  finalisePages(turn);
  const best = state.committed.certificate;
  if (best !== undefined && best.view > state.head.view) moveHead(turn, best);
}

function finalisePages(turn: Turn): void {
  const { state } = turn;
  const isAhead = ({ epoch, view }: Certificate): boolean =>
    epoch === state.setup.validators.epoch && view > state.head.view; // the epoch can end on the way (C13)
  for (const proof of state.catchUp?.proofs ?? []) if (isAhead(proof)) moveHead(turn, proof);
  const { catchUp, head } = state;
  if (catchUp === undefined) return;
  const isOver = catchUp.tip.height <= head.header.height;
  state.catchUp = isOver ? undefined : { ...catchUp, proofs: catchUp.proofs.filter(isAhead) };
}

function moveHead(turn: Turn, certificate: Certificate): boolean {
  const { state } = turn;
  const { view, digest } = certificate;
  const hex = toHex(digest);
  if (hex === state.head.hex) {
    state.head = { ...state.head, view }; // the same block, certified again in a later view
    return true;
  }
  if (!isExecuted(state, hex)) return false;
  const path = pathToHead(state, hex);
  if (path === undefined) {
    // Executed above the head, yet not a descendant of it: two certificates contradict each other.
    stopVoting(turn, `the block committed in view ${view} does not extend the head`);
    return false;
  }
  const { block, next } = path[0]!;
  const { height } = block.header;
  state.head = { header: block.header, digest, hex, empty: block.transactions.length === 0, view };
  turn.effects.push({ kind: "commit", height, digest, certificate });
  note(turn, { kind: "committed", view, height, digest });
  dropAbandoned(turn);
  if (next !== undefined) beginEpoch(turn, next);
  return true;
}

/** Blocks stay until another commits at their height; then all that do not descend from the head go. */
function dropAbandoned(turn: Turn): void {
  const candidates = writable(turn, "candidates");
  const { head } = turn.state;
  const inOrder = [...candidates.values()].sort(byHeight);
  for (const { hex, parentHex, block } of inOrder) {
    const { height } = block.header;
    const isOrphan = height === head.header.height + 1 && parentHex !== head.hex;
    const parentDropped = height > head.header.height + 1 && !candidates.has(parentHex);
    const mayFill = parentDropped && isWanted(turn.state, hex);
    if (height <= head.header.height || isOrphan || (parentDropped && !mayFill)) {
      candidates.delete(hex);
    }
  }
}

/** A certified block whose parent is not here yet waits for it. */
function isWanted(replica: Replica, hex: string): boolean {
  if (replica.committed.hex === hex) return true;
  for (const { digest } of replica.prepared.values()) if (toHex(digest) === hex) return true;
  return false;
}

export function byHeight(a: Candidate, b: Candidate): number {
  return a.block.header.height - b.block.header.height || (a.hex < b.hex ? -1 : 1);
}
