import type { Vote } from "../chain/vote.ts";
import { equalBytes } from "../primitives/bytes.ts";
import { admitBlock } from "./candidates.ts";
import { applyCertificate, receiveCertificate } from "./certificates.ts";
import { enterView } from "./enter-view.ts";
import type { Replayed } from "./journal.ts";
import type { JournalRecord, RecordOfKind } from "./journal-entry.ts";
import { restoreProposal } from "./propose.ts";
import type { OwnVotes, Replica, Setup, Standing } from "./replica.ts";
import { endListening } from "./standing.ts";
import { beginTurn, type Turn } from "./turn.ts";
import { countOwn } from "./votes.ts";

/** What is left of a journal at start (C8). */
export type Memory = Replayed | undefined;

/**
 * C8. The standing that a journal gives: none, or one damaged before its tail, means that votes may be forgotten. With a
 * whole one the replica listens first, because it may be old.
 */
export function standingAfter(setup: Setup, memory: Memory): Standing {
  if (setup.voteAnyway) return { kind: "listening", heard: [], voteAbove: 0 };
  if (memory === undefined || !memory.ok || isForeign(setup, memory.records)) {
    return { kind: "observing", reported: new Map() };
  }
  const { epoch } = setup.validators;
  const last = ofKind(memory.records, "observing")
    .filter((record) => record.epoch === epoch)
    .at(-1);
  if (last !== undefined && last.voteAbove === undefined) {
    return { kind: "observing", reported: new Map() };
  }
  return { kind: "listening", heard: [], voteAbove: last?.voteAbove ?? 0 };
}

/** A journal of another chain or key is as good as none. */
function isForeign(
  { chainId, validators, self }: Setup,
  records: readonly JournalRecord[],
): boolean {
  const [owner] = records;
  if (owner?.kind !== "owner") return true;
  const key = self === undefined ? undefined : validators.validators[self]?.publicKey;
  return (
    !equalBytes(owner.chainId, chainId) || (key !== undefined && !equalBytes(owner.publicKey, key))
  );
}

function ofKind<K extends JournalRecord["kind"]>(
  records: readonly JournalRecord[],
  kind: K,
): RecordOfKind<K>[] {
  return records.filter((record): record is RecordOfKind<K> => record.kind === kind);
}

/**
 * The first event of a replica's life. The journal's votes, blocks and certificates do what they did when they were
 * written: C3, C5 and C6 run for each certificate, so that missing blocks are fetched again. Nothing is signed anew.
 */
export function restore(replica: Replica, memory: Memory, nowMs: number): Turn {
  const turn = beginTurn(replica, nowMs, true);
  const { state } = turn;
  enterView(turn, state.committed.view + 1);
  const records = memory?.records ?? [];
  const isTrusted = memory?.ok === true && !isForeign(state.setup, records);
  if (isTrusted) restoreVotes(turn, ofKind(records, "vote"));
  for (const { block, firstSeenMs } of ofKind(records, "block")) {
    admitBlock(turn, block, [], { firstSeenMs, journalled: true });
  }
  for (const { certificate } of ofKind(records, "certificate")) {
    if (certificate.epoch !== state.setup.validators.epoch) continue;
    if (isTrusted) applyCertificate(turn, certificate, "received");
    else receiveCertificate(turn, certificate);
  }
  restoreProposal(turn);
  endListening(turn);
  return { ...turn, restoring: false };
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
  const { setup, standing, committed, head, prepared, skipped, own } = replica;
  const { validators, self, chainId } = setup;
  const publicKey = validators.validators[self ?? 0]!.publicKey;
  const certificates = [...skipped.values(), ...prepared.values()];
  if (committed.certificate !== undefined && committed.view > head.view) {
    certificates.unshift(committed.certificate);
  }
  const observing = observingRecord(replica, standing);
  return [
    { kind: "owner", chainId, publicKey },
    ...(observing === undefined ? [] : [observing]),
    ...certificates.map((certificate) => ({ kind: "certificate" as const, certificate })),
    ...[...own.values()].flatMap((votes) =>
      [votes.prepare, votes.commit, votes["view-change"]].flatMap((vote) =>
        vote === undefined ? [] : [{ kind: "vote" as const, vote }],
      ),
    ),
  ];
}

function observingRecord(
  { setup, committed }: Replica,
  standing: Standing,
): RecordOfKind<"observing"> | undefined {
  const { epoch } = setup.validators;
  if (standing.kind === "observing") return { kind: "observing", epoch, voteAbove: undefined };
  if (standing.kind === "faulty" || standing.voteAbove <= committed.view) return undefined;
  return { kind: "observing", epoch, voteAbove: standing.voteAbove };
}
