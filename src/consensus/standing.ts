import type { Vote } from "../chain/vote.ts";
import type { Status } from "./messages.ts";
import type { Peer } from "./ports.ts";
import { type Replica, validatorAt } from "./replica.ts";
import { note, type Turn, writable } from "./turn.ts";

/** C8. Whether a vote of this view may be signed: by a voting validator, and never at or below the committed view. */
export function maySign(replica: Replica, view: number): boolean {
  const { standing } = replica;
  if (replica.setup.self === undefined || view <= replica.committed.view) return false;
  return standing.kind === "voting" && view > standing.voteAbove;
}

/**
 * C8. A vote of this replica that a peer holds and the journal lacks proves the journal old: from now on it only
 * observes, and lets the others say how far they are. Views in which it must not vote anyway prove nothing.
 */
export function observeIfForgotten(turn: Turn, vote: Vote): void {
  const { state } = turn;
  const { view, kind } = vote;
  const { standing } = state;
  if (state.setup.self === undefined || view <= state.committed.view) return;
  if (standing.kind === "faulty" || standing.kind === "observing") return;
  if (view <= standing.voteAbove) return;
  if (state.setup.voteAnyway) return adopt(turn, vote);
  state.standing = { kind: "observing", reported: new Map() };
  journalObserving(turn, undefined); // so that a restart does not make it forget that it forgot
  const reason = `peers hold a ${kind} of it in view ${view} that its journal lacks`;
  note(turn, { kind: "observing", reason, voteAbove: undefined });
}

/** C8, on an operator's command: the vote is its own after all, and binds it (C7). */
function adopt(turn: Turn, vote: Vote): void {
  const own = turn.state.own.get(vote.view) ?? {};
  if (own[vote.kind] !== undefined) return;
  writable(turn, "own").set(vote.view, { ...own, [vote.kind]: vote });
  turn.effects.push({ kind: "journal", entry: { kind: "vote", vote } });
}

function journalObserving(turn: Turn, voteAbove: number | undefined): void {
  const { epoch } = turn.state.setup.validators;
  turn.effects.push({ kind: "journal", entry: { kind: "observing", epoch, voteAbove } });
}

/** A quorum prepared what this replica finds unacceptable, so the fault is its own: it stops voting and says so. */
export function stopVoting(turn: Turn, reason: string): void {
  if (turn.state.standing.kind === "faulty") return;
  turn.state.standing = { kind: "faulty", reason };
  note(turn, { kind: "fault", reason });
}

/**
 * C8. What another validator's STATUS, whose certificates and echo have been looked at, does to one's own standing.
 *
 * After a start nothing is signed before q − 1 others answered, because an echo of theirs may prove the journal old; with
 * fewer of them reachable nothing could be agreed on anyway.
 *
 * An observer votes again above V + 2, V being the highest certified view that q others report. Its own newest vote
 * was in a view w whose predecessor a quorum had voted in; of those and the q reporters one is honest and in both, and it
 * had entered w − 1, so it reports at least w − 2.
 */
export function hearStatus(turn: Turn, from: Peer, status: Status): void {
  const { state } = turn;
  const validator = validatorAt(state, from);
  const { self, validators } = state.setup;
  if (self === undefined || validator === undefined || validator === self) return;
  const { standing } = state;
  if (standing.kind === "listening") {
    if (standing.heard.includes(validator)) return;
    state.standing = { ...standing, heard: [...standing.heard, validator] };
    endListening(turn);
  } else if (standing.kind === "observing") {
    const reported = new Map(standing.reported).set(validator, certifiedView(status));
    state.standing = { kind: "observing", reported };
    if (reported.size < validators.quorum) return;
    const voteAbove = Math.max(...reported.values()) + 2;
    state.standing = { kind: "voting", voteAbove };
    journalObserving(turn, voteAbove);
    note(turn, { kind: "observing", reason: "the others said how far they are", voteAbove });
  }
}

/** Votes once q − 1 others were heard: at once if the own vote is a quorum. */
export function endListening({ state }: Turn): void {
  const { standing } = state;
  if (standing.kind !== "listening") return;
  if (standing.heard.length < state.setup.validators.quorum - 1) return;
  state.standing = { kind: "voting", voteAbove: standing.voteAbove };
}

/** The highest view of the certificates in a STATUS, which were verified before. */
function certifiedView({ committed, entering }: Status): number {
  return Math.max(committed?.view ?? 0, entering?.view ?? 0);
}

/** True while this replica needs to hear from others before it may vote: it asks them at an interval. */
export function isWaitingForOthers({ standing, setup }: Replica): boolean {
  if (setup.self === undefined) return false;
  return standing.kind === "listening" || standing.kind === "observing";
}
