import type { Vote } from "../chain/vote.ts";
import { equalBytes } from "../primitives/bytes.ts";
import type { ViewVotes } from "./replica.ts";
import { bounds } from "./timing.ts";
import { note, type Turn } from "./turn.ts";

/**
 * C14. Compares a verified vote with those held of its view: two digests for one kind, or both COMMIT and VIEW-CHANGE,
 * cannot come from a replica that keeps C7. The second vote is kept as evidence and does not count.
 */
export function checkAgainstOthers(turn: Turn, held: ViewVotes, vote: Vote): void {
  const same = held[vote.kind].get(vote.validator);
  if (same !== undefined && !equalBytes(same.digest, vote.digest)) keep(turn, same, vote);
  const excluded = held[contradicting(vote)]?.get(vote.validator);
  if (excluded !== undefined && same === undefined) keep(turn, excluded, vote);
}

function contradicting({ kind }: Vote): keyof ViewVotes {
  if (kind === "commit") return "view-change";
  return kind === "view-change" ? "commit" : "prepare";
}

function keep(turn: Turn, first: Vote, second: Vote): void {
  const { state } = turn;
  const known = state.evidence.some(
    ({ validator, first: { epoch, view } }) =>
      validator === first.validator && view === first.view && epoch === first.epoch,
  );
  if (known || state.evidence.length >= bounds.evidence) return;
  const evidence = { validator: first.validator, first, second };
  state.evidence = [...state.evidence, evidence];
  note(turn, { kind: "evidence", evidence });
}
