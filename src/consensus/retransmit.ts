import { enteringCertificate } from "./enter-view.ts";
import { receiveCertificate } from "./certificates.ts";
import { isAsleep, offerToAll } from "./idle.ts";
import type { MessageOf, Status } from "./messages.ts";
import type { Peer } from "./ports.ts";
import { broadcastProposal } from "./propose.ts";
import { currentPrimary, peerOf, type Replica, validatorAt } from "./replica.ts";
import { hearStatus, isWaitingForOthers } from "./standing.ts";
import { bounds } from "./timing.ts";
import { broadcast, send, type Turn, writable } from "./turn.ts";
import { hasGivenUp } from "./view-change.ts";
import { ownVotes, receiveVote } from "./votes.ts";

/** C9. Where this replica stands, for all or, with the newest vote held of it (C8), for one peer. */
function statusFor(replica: Replica, reply: boolean, peer?: Peer): MessageOf<"status"> {
  const validator = peer === undefined ? undefined : validatorAt(replica, peer);
  const committed = replica.committed.certificate;
  const entering = enteringCertificate(replica);
  return {
    kind: "status",
    epoch: replica.setup.validators.epoch,
    view: replica.view,
    height: replica.head.header.height,
    committed,
    entering: entering === committed ? undefined : entering,
    votes: ownVotes(replica, bounds.statusVotes),
    echo: validator === undefined ? undefined : replica.newest[validator],
    reply,
  };
}

/** C13. Tells everyone that this replica is in a new epoch, and asks for what they hold of it (C8). */
export function announce(turn: Turn): void {
  broadcast(turn, statusFor(turn.state, isWaitingForOthers(turn.state)));
}

/** C9. Each new connection exchanges best certificates and own votes above the last commit. */
export function onConnected(turn: Turn, peer: Peer): void {
  turn.state.peers = new Set([...turn.state.peers, peer]);
  send(turn, peer, statusFor(turn.state, isWaitingForOthers(turn.state), peer));
}

export function onDisconnected({ state }: Turn, gone: Peer): void {
  state.peers = new Set([...state.peers].filter((peer) => peer !== gone));
}

/** C9. While the view is not idle, what may have been lost is sent again at an interval. */
export function retransmitIfDue(turn: Turn): void {
  const { state, nowMs } = turn;
  if (nowMs < state.retransmitAtMs || isAsleep(state, nowMs)) return;
  state.retransmitAtMs = nowMs + state.setup.timing.retransmitMs;
  broadcast(turn, statusFor(state, isWaitingForOthers(state)));
  const proposal = state.proposals.get(state.view);
  if (proposal !== undefined && isOwnProposal(state)) broadcastProposal(turn, proposal);
  if (hasGivenUp(turn)) offerToAll(turn);
}

function isOwnProposal(replica: Replica): boolean {
  return replica.setup.self === currentPrimary(replica);
}

/**
 * C9. Another's STATUS: its certificates move this replica, its votes count, its echo may prove the journal old (C8). Who is
 * behind is answered.
 */
export function onStatus(turn: Turn, from: Peer, status: Status): void {
  const { state } = turn;
  const { epoch, committed, entering, votes, echo, reply, view } = status;
  if (epoch !== state.setup.validators.epoch) return onOtherEpoch(turn, from, epoch);
  for (const certificate of [committed, entering]) {
    if (certificate !== undefined && !receiveCertificate(turn, certificate)) return;
  }
  for (const vote of votes) receiveVote(turn, vote);
  if (echo !== undefined && echo.validator === state.setup.self) receiveVote(turn, echo);
  hearStatus(turn, from, status);
  const isBehind = view < state.view || (committed?.view ?? 0) < state.committed.view;
  if (reply || isBehind) answer(turn, from);
}

/**
 * C9. Tells a peer that is behind where this replica stands. Idle replicas answer too. At most twice per interval and
 * peer: with once, a peer that asks at the same interval would be refused every other time.
 */
export function answer(turn: Turn, peer: Peer): void {
  if (!mayAnswer(turn, peer)) return;
  send(turn, peer, statusFor(turn.state, false, peer));
  // Whoever was behind dropped the proposal of this view, and would wait for its retransmission.
  const proposal = turn.state.proposals.get(turn.state.view);
  if (proposal !== undefined && isOwnProposal(turn.state)) {
    send(turn, peer, { kind: "proposal", ...proposal, bodies: [] });
  }
}

/**
 * C9, C13. A peer of an older epoch gets that epoch's hand-over certificate; it asks for the blocks. One of a later epoch is
 * told where this replica is, and does the same for it.
 */
export function onOtherEpoch(turn: Turn, peer: Peer, epoch: number): void {
  if (!mayAnswer(turn, peer)) return;
  if (epoch < turn.state.setup.validators.epoch) {
    turn.effects.push({ kind: "serve-hand-over", to: peer, epoch });
  } else {
    send(turn, peer, statusFor(turn.state, true, peer));
  }
}

function mayAnswer(turn: Turn, peer: Peer): boolean {
  const { state, nowMs } = turn;
  const lastMs = state.answeredMs.get(peer);
  const intervalMs = Math.floor(state.setup.timing.retransmitMs / 2);
  if (lastMs !== undefined && nowMs < lastMs + intervalMs) return false;
  const answered = writable(turn, "answeredMs");
  answered.delete(peer); // the order of the map is that of the answers, so that the oldest goes first
  answered.set(peer, nowMs);
  for (const oldest of answered.keys()) {
    if (answered.size <= bounds.answeredPeers) break;
    answered.delete(oldest);
  }
  return true;
}

/** Validators that signed in a view above this replica's, if they are more than can be faulty. */
function validatorsAhead(replica: Replica): readonly number[] {
  const { self, validators } = replica.setup;
  const ahead = validators.validators
    .map((_, validator) => validator)
    .filter((validator) => validator !== self && replica.claims[validator]! > replica.view);
  return ahead.length > validators.faulty ? ahead : [];
}

/** When the replicas ahead are asked again; undefined if there are none. */
export function askAheadAtMs(replica: Replica): number | undefined {
  if (validatorsAhead(replica).length === 0) return undefined;
  return replica.askedAheadMs + replica.setup.timing.retransmitMs;
}

/** C9. f+1 messages of higher views mean that a certificate for them exists: asks those peers for it. */
export function askAheadIfDue(turn: Turn): void {
  const { state, nowMs } = turn;
  if (nowMs < (askAheadAtMs(state) ?? Infinity)) return;
  state.askedAheadMs = nowMs;
  for (const validator of validatorsAhead(state)) {
    const peer = peerOf(state, validator);
    send(turn, peer, statusFor(state, true, peer));
  }
}
