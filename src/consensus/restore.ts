import type { Vote } from "../chain/vote.ts";
import { equalBytes } from "../primitives/bytes.ts";
import { admitBlock } from "./candidates.ts";
import { applyCertificate, receiveCertificate } from "./certificates.ts";
import { enterView } from "./enter-view.ts";
import type { Replayed } from "./journal.ts";
import type { JournalRecord, RecordOfKind } from "./journal-entry.ts";
import { restoreProposal } from "./propose.ts";
import type { OwnVotes, Replica, Setup, Standing } from "./replica.ts";
import { endListening, FORGETFUL, standingOf } from "./standing.ts";
import { beginTurn, type Turn } from "./turn.ts";
import { countOwn } from "./votes.ts";

/** What is left of a journal at start (C8). */
export type Memory = Replayed | undefined;

/**
 * C8. The standing that a journal gives: none, or one damaged before its tail, means that votes may be forgotten. With a
 * whole one the replica listens first, because it may be old.
 */
export function standingAfter(setup: Setup, memory: Memory): Standing {
  if (setup.voteAnyway) return standingOf(undefined);
  if (memory === undefined || !memory.ok || isForeign(setup, memory.records)) return FORGETFUL;
  const { epoch } = setup.validators;
  const last = ofKind(memory.records, "observing")
    .filter((record) => record.epoch <= epoch)
    .at(-1);
  if (last === undefined || last.epoch === epoch) return standingOf(last);
  return last.votedAnew ? standingOf(undefined) : FORGETFUL;
}

/** A journal of another chain or key is as good as none. */
function isForeign({ chainId, publicKey }: Setup, records: readonly JournalRecord[]): boolean {
  const [owner] = records;
  if (owner?.kind !== "owner") return true;
  const isOthers = publicKey !== undefined && !equalBytes(owner.publicKey, publicKey);
  return isOthers || !equalBytes(owner.chainId, chainId);
}

function ofKind<K extends JournalRecord["kind"]>(
  records: readonly JournalRecord[],
  kind: K,
): RecordOfKind<K>[] {
  return records.filter((record): record is RecordOfKind<K> => record.kind === kind);
}

/** The epoch that a record is of; undefined of an owner or a block, which are of none. */
export function epochOfRecord(record: JournalRecord): number | undefined {
  if (record.kind === "vote") return record.vote.epoch;
  if (record.kind === "certificate") return record.certificate.epoch;
  return record.kind === "observing" ? record.epoch : undefined;
}

/**
 * The first event of a replica's life. The journal's votes, blocks and certificates do what they did when they were
 * written: C3, C5 and C6 run for each certificate, so that missing blocks are fetched again. Nothing is signed anew.
 *
 * The disk may be at an older epoch than the journal: its records of later ones wait until they begin (C13).
 */
export function restore(replica: Replica, memory: Memory, nowMs: number): Turn {
  const turn = beginTurn(replica, nowMs, true);
  const { state } = turn;
  const { epoch } = state.setup.validators;
  enterView(turn, state.committed.view + 1);
  const records = memory?.records ?? [];
  for (const { block, firstSeenMs } of ofKind(records, "block")) {
    admitBlock(turn, block, [], { firstSeenMs, journalled: true });
  }
  const isTrusted = memory?.ok === true && !isForeign(state.setup, records);
  if (isTrusted) {
    state.later = records.filter((record) => (epochOfRecord(record) ?? epoch) > epoch);
    restoreEpoch(turn, records);
  } else {
    for (const { certificate } of ofKind(records, "certificate")) {
      receiveCertificate(turn, certificate);
    }
    endListening(turn);
  }
  return { ...turn, restoring: false };
}

/** What a trusted journal holds of the epoch that the replica is in. */
export function restoreEpoch(turn: Turn, records: readonly JournalRecord[]): void {
  restoreVotes(turn, ofKind(records, "vote"));
  for (const { certificate } of ofKind(records, "certificate")) {
    const { epoch } = turn.state.setup.validators;
    if (certificate.epoch === epoch) applyCertificate(turn, certificate, "received");
  }
  restoreProposal(turn);
  endListening(turn);
}

/** Those above the last commit: they count, they are re-sent (C9), and no other is ever signed in their place (C7). */
function restoreVotes(turn: Turn, records: readonly RecordOfKind<"vote">[]): void {
  const { state } = turn;
  const { self, validators } = state.setup;
  const votes = records
    .map(({ vote }) => vote)
    .filter((vote) => vote.epoch === validators.epoch && vote.validator === self)
    .filter((vote) => vote.view > state.committed.view);
  state.own = groupByView(votes);
  for (const vote of votes) countOwn(turn, vote);
}

function groupByView(votes: readonly Vote[]): ReadonlyMap<number, OwnVotes> {
  const own = new Map<number, OwnVotes>();
  for (const vote of votes) own.set(vote.view, { ...own.get(vote.view), [vote.kind]: vote });
  return own;
}

/**
 * C8. All that a journal must hold once the chain has the head on disk: what is above the committed view, the certificate
 * that leads beyond the head, and blocks that only this node may have.
 */
export function journalOf(replica: Replica): readonly Exclude<JournalRecord, { kind: "block" }>[] {
  const { setup, committed, head, prepared, skipped, own, later } = replica;
  const { publicKey, chainId } = setup;
  if (publicKey === undefined) return [];
  const certificates = [...skipped.values(), ...prepared.values()];
  if (committed.certificate !== undefined && committed.view > head.view) {
    certificates.unshift(committed.certificate);
  }
  const votes = [...own.values()].flatMap(({ prepare, commit, "view-change": change }) =>
    [prepare, commit, change].filter((vote) => vote !== undefined),
  );
  const records: Exclude<JournalRecord, { kind: "block" }>[] = [
    { kind: "owner", chainId, publicKey },
    ...observingRecords(replica),
    ...certificates.map((certificate) => ({ kind: "certificate" as const, certificate })),
    ...votes.map((vote) => ({ kind: "vote" as const, vote })),
  ];
  return [...records, ...later.filter((record) => record.kind !== "block")];
}

function observingRecords({ setup, standing }: Replica): RecordOfKind<"observing">[] {
  const { epoch } = setup.validators;
  if (standing.kind === "faulty") return [];
  if (standing.kind === "observing") {
    return [{ kind: "observing", epoch, voteAbove: undefined, votedAnew: false }];
  }
  const { voteAbove, votedAnew = false } = standing;
  return voteAbove === 0 ? [] : [{ kind: "observing", epoch, voteAbove, votedAnew }];
}
