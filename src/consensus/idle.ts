import type { Block, Header } from "../chain/block.ts";
import { isLastOfEpoch } from "../chain/epoch.ts";
import type { Certificate } from "../chain/vote.ts";
import { type UsableParent, usableParent } from "./enter-view.ts";
import { currentPrimary, isExecuted, peerOf, type Replica } from "./replica.ts";
import { isWaitingForOthers } from "./standing.ts";
import { sleptMs } from "./time-outs.ts";
import { bounds, type Timing } from "./timing.ts";
import type { Turn } from "./turn.ts";

/** C11. Asks the chain once per view, parent and change of the pool whether there is something to include. */
export function askIncludable(turn: Turn): void {
  const { state } = turn;
  const parent = usableParent(state);
  if (parent === undefined || !isExecuted(state, parent.hex)) return;
  if (state.askedIncludable === parent.hex) return;
  state.askedIncludable = parent.hex;
  turn.effects.push({ kind: "ask-includable", parent: parent.digest });
}

/**
 * C11. Asks again, unless the answer is known: under load transactions come a hundred times a view, and each look takes a walk
 * through the pool. Where the view may rest it must be heard that nothing is left; elsewhere the build finds out.
 */
export function onPoolChanged({ state }: Turn): void {
  const parent = usableParent(state);
  const isKnown = parent !== undefined && isIncludable(state, parent) === true;
  if (!isKnown || isResting(state, parent)) state.askedIncludable = undefined;
}

/** True or false once the chain has said so of this parent, undefined before. */
export function isIncludable(replica: Replica, parent: UsableParent): boolean | undefined {
  const { includable } = replica;
  return includable?.parentHex === parent.hex ? includable.known : undefined;
}

/**
 * C11. True if the view's parent is committed here, empty and not the last of an epoch: then only a transaction keeps the view from
 * being idle.
 */
function isResting(replica: Replica, parent: UsableParent): boolean {
  const { head, committed } = replica;
  if (parent.view !== committed.view || parent.hex !== head.hex) return false;
  return head.empty && !isLastOfEpoch(head.header);
}

/** C11. When an idle view on this parent wakes by itself: from then on T runs, and an empty block is acceptable. */
function emptyBlockAtMs({ timeMs }: Header, timing: Timing): number {
  return timeMs + timing.emptyBlockIntervalMs;
}

/**
 * C11. Decides whether the view is idle. Becoming idle stops T until the parent is emptyBlockIntervalMs old; ceasing to
 * be idle starts it now. A replica whom a transaction keeps awake tells the primary of it, which may not know.
 */
export function updateIdle(turn: Turn): void {
  const { state, nowMs } = turn;
  const parent = usableParent(state);
  const resting = parent !== undefined && isResting(state, parent) && !isWaitingForOthers(state);
  const known = resting ? isIncludable(state, parent) : true;
  if (known === undefined) return; // the answer is the next event
  const { timing } = state.setup;
  if (!known && !state.idle) {
    state.idle = true;
    state.asleepFromMs = nowMs;
    runFrom(turn, Math.max(state.enteredMs, emptyBlockAtMs(state.head.header, timing)));
  } else if (known && state.idle) {
    state.sleptBeforeMs = sleptMs(state, nowMs);
    state.idle = false;
    if (nowMs < state.awakeFromMs) runFrom(turn, nowMs);
  }
  if (resting && known && !state.offered) {
    state.offered = true;
    offerTo(turn, currentPrimary(state));
  }
}

/** T, retransmission (C9) and the primary's silence (C10) count from here. */
function runFrom({ state }: Turn, atMs: number): void {
  state.awakeFromMs = atMs;
  state.deadlineMs = atMs + state.timeoutMs;
  state.retransmitAtMs = atMs + state.setup.timing.retransmitMs;
}

/** C11. True while the view is idle and not yet old enough for an empty block: nothing is re-sent, nobody is given up. */
export function isAsleep(replica: Replica, nowMs: number): boolean {
  return replica.idle && nowMs < replica.awakeFromMs;
}

function offerTo(turn: Turn, validator: number): void {
  if (validator === turn.state.setup.self || turn.restoring) return;
  turn.effects.push({ kind: "offer", to: peerOf(turn.state, validator) });
}

/** C11. With a VIEW-CHANGE, and each time it is re-sent, every validator hears of the transactions that wait. */
export function offerToAll(turn: Turn): void {
  if (turn.state.includable?.known === true && !turn.restoring) {
    turn.effects.push({ kind: "offer", to: undefined });
  }
}

/**
 * C11. From when the primary may propose an empty block: at once on a parent with transactions, whose receipts the next
 * header proves; on an empty one when it is old enough, or, while it is not committed, after waiting T/2 for that.
 */
export function emptyProposalAtMs(replica: Replica, parent: UsableParent, header: Header): number {
  const isEmpty =
    parent.hex === replica.head.hex
      ? replica.head.empty
      : replica.candidates.get(parent.hex)?.block.transactions.length === 0;
  if (!isEmpty || isLastOfEpoch(header)) return 0;
  if (parent.view === replica.committed.view) return emptyBlockAtMs(header, replica.setup.timing);
  return replica.enteredMs + Math.ceil(replica.timeoutMs / 2);
}

/** C11. Why an empty block on an empty parent is unacceptable, if it is: the chain must be able to rest. */
export function emptyBlockProblem(
  { header, transactions }: Block,
  parent: Header,
  parentIsEmpty: boolean,
  justification: Certificate | undefined,
  timing: Timing,
): string | undefined {
  if (transactions.length > 0 || !parentIsEmpty || isLastOfEpoch(parent)) return undefined;
  if (justification?.kind === "prepare") return undefined;
  if (header.timeMs >= emptyBlockAtMs(parent, timing)) return undefined;
  return "an empty block on an empty committed parent comes too early";
}

/** C10. A chain whose commits do not keep up gets empty blocks, never none. */
export function isDeep(depth: number): boolean {
  return depth > bounds.depthMax;
}
