import { type Block, digestOf } from "../chain/block.ts";
import { toHex } from "../primitives/bytes.ts";
import { admitBlock, advanceCandidates, inspectIncomplete, isWellFormed } from "./candidates.ts";
import { receiveCertificate } from "./certificates.ts";
import { receivePage, takeUpNext } from "./catch-up.ts";
import { finalise } from "./committed.ts";
import type { Effect, Event } from "./events.ts";
import { blockKey, fetchIfDue } from "./fetch.ts";
import { askIncludable, onPoolChanged, updateIdle } from "./idle.ts";
import type { Message } from "./messages.ts";
import type { Peer } from "./ports.ts";
import { prepareIfDue, receiveProposal } from "./prepare.ts";
import { commitIfUnsigned } from "./prepared.ts";
import { onBuilt, proposeIfDue } from "./propose.ts";
import type { Replica } from "./replica.ts";
import { restore } from "./restore.ts";
import {
  answer,
  askAheadIfDue,
  onConnected,
  onDisconnected,
  onOtherEpoch,
  onStatus,
  retransmitIfDue,
} from "./retransmit.ts";
import { schedule } from "./schedule.ts";
import { serveBlock, serveCertificates } from "./serve.ts";
import { beginTurn, type Turn, updateCandidate, writable } from "./turn.ts";
import { giveUpIfDue } from "./view-change.ts";
import { receiveVote } from "./votes.ts";

/** What a step gives: the new state, and what the driver is to do, in order. */
export interface Transition {
  readonly state: Replica;
  readonly effects: readonly Effect[];
}

/**
 * The whole of consensus: a pure function. The same events in the same order give the same states and effects on every
 * machine, which is what lets the simulator replay a run from its seed.
 */
export function step(replica: Replica, event: Event): Transition {
  const turn =
    event.kind === "start"
      ? restore(replica, event.memory, event.nowMs)
      : beginTurn(replica, event.nowMs);
  takeIn(turn, event);
  settle(turn);
  schedule(turn);
  return { state: turn.state, effects: turn.effects };
}

function takeIn(turn: Turn, event: Event): void {
  switch (event.kind) {
    case "start":
      return;
    case "message":
      receive(turn, event.from, event.message);
      if (turn.accusation !== undefined) {
        turn.effects.push({ kind: "penalise", peer: event.from, reason: turn.accusation });
      }
      return;
    case "connected":
      return onConnected(turn, event.peer);
    case "disconnected":
      return onDisconnected(turn, event.peer);
    case "timer":
      writable(turn, "timers").delete(event.name); // it has rung; what is due is found in `settle`
      return;
    case "transactions-changed":
      onPoolChanged(turn);
      turn.state.building = false;
      return inspectIncomplete(turn);
    case "includable":
      turn.state.includable = { parentHex: toHex(event.parent), known: event.known };
      return;
    case "built":
      return onBuilt(turn, event.view, event.parent, event.built);
    case "inspected":
      return updateCandidate(turn, toHex(event.digest), { missing: event.missing });
    case "checked":
      return updateCandidate(turn, toHex(event.digest), {
        verdict: event.problem === undefined ? "acceptable" : { problem: event.problem },
      });
    case "executed":
      return updateCandidate(turn, toHex(event.digest), { execution: "done", next: event.next });
    case "persisted":
      turn.state.durableHeight = Math.max(turn.state.durableHeight, event.height);
      return;
  }
}

function receive(turn: Turn, from: Peer, message: Message): void {
  switch (message.kind) {
    case "proposal":
      return receiveProposal(turn, message);
    case "vote": {
      const { vote } = message;
      if (vote.epoch !== turn.state.setup.validators.epoch) {
        return onOtherEpoch(turn, from, vote.epoch); // C13: no vote here
      }
      const isBehind = vote.kind === "view-change" && vote.view < turn.state.view;
      if (receiveVote(turn, vote) && isBehind) answer(turn, from); // C9
      return;
    }
    case "certificate":
      receiveCertificate(turn, message.certificate);
      return;
    case "status":
      return onStatus(turn, from, message);
    case "want-block":
      return serveBlock(turn, from, message.digest);
    case "have-block":
      return receiveBlock(turn, message.block);
    case "want-bodies":
      turn.effects.push({ kind: "serve-bodies", to: from, wireHashes: message.wireHashes });
      return;
    case "have-bodies":
      return receiveBodies(turn, message.bodies);
    case "want-certificates":
      return serveCertificates(turn, from, message);
    case "have-certificates":
      for (const certificate of message.certificates) receiveCertificate(turn, certificate);
      return;
    case "want-blocks":
      turn.effects.push({ kind: "serve-blocks", to: from, fromHeight: message.fromHeight });
      return;
    case "have-blocks":
      return receivePage(turn, from, message);
    case "offer":
      turn.effects.push({ kind: "admit", bodies: message.bodies });
      return;
  }
}

/** A block that was asked for by digest; what was not asked for is not kept. */
function receiveBlock(turn: Turn, block: Block): void {
  if (!turn.state.wants.has(blockKey(digestOf(block.header))) || !isWellFormed(block)) return;
  admitBlock(turn, block, []);
}

/** Bodies are kept by the chain under their own hash, if a block lacks any. */
function receiveBodies(turn: Turn, bodies: readonly Uint8Array[]): void {
  const isLacking = [...turn.state.candidates.values()].some((one) => one.missing?.length !== 0);
  if (!isLacking) return;
  turn.effects.push({ kind: "add-bodies", bodies: bodies.map((bytes) => ({ bytes })) });
  inspectIncomplete(turn);
}

/** More rounds than one step ever needs: a bound, so that a mistake in a rule cannot hang the node. */
const ROUNDS_MAX = 16;

/**
 * Lets every rule look at the state, again while that changes it: one event can lead from PREPARE through COMMIT into the
 * next view, above all where a single validator is a quorum.
 */
function settle(turn: Turn): void {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const before = fingerprint(turn);
    takeUpNext(turn);
    advanceCandidates(turn);
    finalise(turn);
    askIncludable(turn);
    updateIdle(turn);
    giveUpIfDue(turn);
    prepareIfDue(turn);
    proposeIfDue(turn);
    commitIfUnsigned(turn);
    retransmitIfDue(turn);
    askAheadIfDue(turn);
    fetchIfDue(turn);
    if (fingerprint(turn) === before) return;
  }
}

function fingerprint({ state, effects }: Turn): string {
  return `${state.view} ${state.head.hex} ${effects.length}`;
}
