import { primaryOf } from "../chain/validator-set.ts";
import { type Certificate, verifyVote, type Vote, type VoteKind } from "../chain/vote.ts";
import { ZERO_HASH } from "../chain/block.ts";
import { compareBytes, equalBytes } from "../primitives/bytes.ts";
import { applyCertificate } from "./certificates.ts";
import { checkAgainstOthers } from "./evidence.ts";
import type { Replica, ViewVotes } from "./replica.ts";
import { maySign, observeIfForgotten } from "./standing.ts";
import { activeMs } from "./time-outs.ts";
import { broadcast, replaced, type Turn, writable } from "./turn.ts";
import { sign } from "./unsigned.ts";

const NO_VOTES: ViewVotes = { prepare: new Map(), commit: new Map(), "view-change": new Map() };

export function votesOf(replica: Replica, view: number): ViewVotes {
  return replica.votes.get(view) ?? NO_VOTES;
}

/** True if this very vote is held, so that its signature was verified already. */
export function isHeld(replica: Replica, vote: Vote): boolean {
  const held = replica.votes.get(vote.view)?.[vote.kind].get(vote.validator);
  return held !== undefined && sameVote(held, vote);
}

function sameVote(a: Vote, b: Vote): boolean {
  return equalBytes(a.digest, b.digest) && equalBytes(a.signature, b.signature);
}

/**
 * A vote from the network. False if it is not a vote of this epoch and chain (C13): then nothing was done.
 *
 * Votes above the window are verified, count as a sign that their certificate exists (C9), and are not kept: a faulty
 * validator could otherwise fill the memory with views that never come (C10).
 */
export function receiveVote(turn: Turn, vote: Vote): boolean {
  const { state } = turn;
  if (vote.epoch !== state.setup.validators.epoch || vote.view < 1) return false;
  if (vote.view <= state.committed.view || isHeld(state, vote)) return true;
  if (turn.accusation !== undefined) return false;
  if (!verifyVote(state.setup.validators, state.setup.chainId, vote)) {
    turn.accusation = "a vote with a false signature";
    return false;
  }
  hear(turn, vote);
  if (vote.validator === state.setup.self && !isOwn(state, vote)) observeIfForgotten(turn, vote);
  if (vote.view <= state.view + state.setup.timing.window) keepVote(turn, vote);
  return true;
}

/** True if the journal knows that this replica cast this vote. Signatures are deterministic, so the digest decides. */
export function isOwn(replica: Replica, vote: Vote): boolean {
  const own = replica.own.get(vote.view)?.[vote.kind];
  return own !== undefined && equalBytes(own.digest, vote.digest);
}

/** Remembers that a validator signed something: C8's echo, C9's claims and C10's silence rest on it. */
function hear(turn: Turn, vote: Vote): void {
  const { state, nowMs } = turn;
  const { validator, view } = vote;
  state.heardMs = replaced(state.heardMs, validator, activeMs(state, nowMs));
  if (view > state.claims[validator]!) state.claims = replaced(state.claims, validator, view);
  const newest = state.newest[validator];
  const isNewer =
    newest === undefined || view > newest.view || (view === newest.view && vote.kind !== "prepare");
  if (isNewer) state.newest = replaced(state.newest, validator, vote);
}

/** Keeps a verified vote and forms the certificate that it completes. */
function keepVote(turn: Turn, vote: Vote): void {
  const { state } = turn;
  const ofView = votesOf(state, vote.view);
  checkAgainstOthers(turn, ofView, vote);
  if (ofView[vote.kind].has(vote.validator)) return;
  const ofKind = new Map(ofView[vote.kind]).set(vote.validator, vote);
  writable(turn, "votes").set(vote.view, { ...ofView, [vote.kind]: ofKind });
  const certificate = formCertificate(state, ofKind, vote);
  if (certificate !== undefined) applyCertificate(turn, certificate, "formed");
}

/** C3, C5, C6: the certificate of the votes that say the same as `vote`, if they are a quorum. */
function formCertificate(
  replica: Replica,
  votes: ReadonlyMap<number, Vote>,
  { epoch, view, kind, digest }: Vote,
): Certificate | undefined {
  const { quorum } = replica.setup.validators;
  if (votes.size < quorum) return undefined;
  const agreeing = [...votes.values()].filter((vote) => compareBytes(vote.digest, digest) === 0);
  if (agreeing.length < quorum) return undefined;
  agreeing.sort((a, b) => a.validator - b.validator);
  const seals = agreeing
    .slice(0, quorum)
    .map(({ validator, signature }) => ({ validator, signature }));
  return { epoch, view, kind, digest, seals };
}

/**
 * Signs, journals and counts a vote of one's own, and sends it unless the caller does. Undefined if it may not be cast, or
 * was not signed: then the state is as before, and the rule that wanted the vote wants it again at the next event.
 *
 * C7 lives here and nowhere else: never both COMMIT and VIEW-CHANGE in a view, never two votes of one kind. C8 too:
 * nothing at or below the committed view, nothing while the journal is replayed or after memory was lost.
 */
export function castVote(
  turn: Turn,
  kind: VoteKind,
  view: number,
  digest: Uint8Array = ZERO_HASH,
  deliver: "broadcast" | "by-caller" = "broadcast",
): Vote | undefined {
  const { state } = turn;
  const { self, validators, chainId } = state.setup;
  if (turn.restoring || self === undefined || !maySign(state, view)) return undefined;
  const own = state.own.get(view) ?? {};
  if (own[kind] !== undefined) return undefined;
  if (kind === "commit" && own["view-change"] !== undefined) return undefined;
  if (kind === "view-change" && own.commit !== undefined) return undefined;

  const { epoch } = validators;
  const signature = sign(turn, { chainId, epoch, view, kind, digest });
  if (signature === undefined) return undefined; // not cast: nothing below may happen
  const vote: Vote = { epoch, view, kind, digest, validator: self, signature };
  writable(turn, "own").set(view, { ...own, [kind]: vote });
  turn.effects.push({ kind: "journal", entry: { kind: "vote", vote } });
  if (deliver === "broadcast") broadcast(turn, { kind: "vote", vote });
  countOwn(turn, vote);
  return vote;
}

/** Counts an own vote, cast now or restored from the journal, among the others. */
export function countOwn(turn: Turn, vote: Vote): void {
  hear(turn, vote);
  keepVote(turn, vote);
}

/** Own votes above the last commit, newest first: what C9 re-sends, as many as one message takes. */
export function ownVotes(replica: Replica, countMax: number): readonly Vote[] {
  const views = [...replica.own.keys()].sort((a, b) => b - a);
  const votes = views.flatMap((view) => {
    const own = replica.own.get(view)!;
    return [own.commit, own["view-change"], own.prepare].filter((vote) => vote !== undefined);
  });
  return votes.slice(0, countMax);
}

/** True if the primary of a view gave it up, or more validators than can be faulty did (C4). */
export function isGivenUpByOthers(replica: Replica, view: number): boolean {
  const { validators } = replica.setup;
  const givenUp = votesOf(replica, view)["view-change"];
  return givenUp.size > validators.faulty || givenUp.has(primaryOf(validators, view));
}
