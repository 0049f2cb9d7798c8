import { isLastOfEpoch } from "../chain/epoch.ts";
import type { Certificate, Vote } from "../chain/vote.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import type { JournalRecord, RecordOfKind } from "./journal-entry.ts";
import type { Status } from "./messages.ts";
import type { Peer } from "./ports.ts";
import { type Replica, type Standing, validatorAt } from "./replica.ts";
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

/** C8. What the newest of an epoch's own records says; none says that nothing was ever forgotten. */
export function standingOf(record: RecordOfKind<"observing"> | undefined): Standing {
  if (record !== undefined && record.voteAbove === undefined) return FORGETFUL;
  const recollection = record?.votedAnew === true ? ({ votedAnew: true } as const) : {};
  return { kind: "listening", heard: [], voteAbove: record?.voteAbove ?? 0, ...recollection };
}

/** Nothing is signed until q others said how far they are. */
export const FORGETFUL: Standing = { kind: "observing", reported: new Map() };

/** True if votes may be forgotten that lie in a later epoch than this. */
export function mayForget(standing: Standing): boolean {
  if (standing.kind === "observing") return true;
  return standing.kind !== "faulty" && standing.voteAbove > 0 && standing.votedAnew !== true;
}

/**
 * C8, C13. The standing that a replica begins an epoch with, given what its journal holds of it. One that forgot votes may have
 * forgotten some of this epoch too, which the peers that it asked in an older one need not have known of.
 */
export function beginStanding(turn: Turn, records: readonly JournalRecord[]): void {
  const { state } = turn;
  const { standing } = state;
  if (standing.kind === "faulty") return;
  const last = records.filter((one) => one.kind === "observing").at(-1);
  if (last !== undefined) {
    state.standing = standingOf(last);
    return;
  }
  state.standing = mayForget(standing) ? FORGETFUL : standingOf(undefined);
  if (mayForget(standing) && state.setup.self !== undefined) journalObserving(turn, undefined);
}

/**
 * C8, C13. A block that is not the epoch's last was prepared with a vote that this replica cast since it lost its memory. Had
 * the epoch ended before, nothing but its last block could have been: so what was forgotten lies in this epoch or before, and
 * the next ones begin like everyone's.
 */
export function trustMemoryAgain(turn: Turn, { view, digest, seals }: Certificate): void {
  const { standing, setup, own, candidates } = turn.state;
  if (standing.kind !== "voting" || !mayForget(standing) || view <= standing.voteAbove) return;
  const vote = own.get(view)?.prepare;
  const block = candidates.get(toHex(digest))?.block;
  const isMine = seals.some(({ validator }) => validator === setup.self);
  if (!isMine || vote === undefined || !equalBytes(vote.digest, digest)) return;
  if (block === undefined || isLastOfEpoch(block.header)) return;
  // Views up to voteAbove stay closed: a certificate of one may come late, and C7 may have been forgotten there.
  const { voteAbove } = standing;
  turn.state.standing = { kind: "voting", voteAbove, votedAnew: true };
  journalObserving(turn, voteAbove, true);
}

function journalObserving(turn: Turn, voteAbove: number | undefined, votedAnew = false): void {
  if (turn.restoring) return;
  const { epoch } = turn.state.setup.validators;
  turn.effects.push({ kind: "journal", entry: { kind: "observing", epoch, voteAbove, votedAnew } });
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
  const { voteAbove, votedAnew } = standing;
  state.standing = { kind: "voting", voteAbove, ...(votedAnew && { votedAnew }) };
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
