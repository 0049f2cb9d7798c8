import { announce } from "./retransmit.ts";
import { enterView } from "./enter-view.ts";
import type { EpochStart } from "./ports.ts";
import { epochState, setupOf } from "./replica.ts";
import { epochOfRecord, restoreEpoch } from "./restore.ts";
import { beginStanding } from "./standing.ts";
import { note, type Turn } from "./turn.ts";

/**
 * C13. The last block of an epoch is final and executed: the next one begins on it, with views from 1 and the set that its
 * header named. Votes, certificates and time-outs of the old epoch mean nothing any more. What the journal
 * remembers of the new one is restored before anything can be signed in it (C8).
 *
 * Every replica listens first, as after a start: a validator that caught up from an old epoch may have voted in this one
 * before it was restarted.
 */
export function beginEpoch(turn: Turn, start: EpochStart): void {
  const { state, nowMs } = turn;
  const setup = setupOf(state.setup, start);
  Object.assign(state, epochState(setup, { ...state.head, view: 0 }, nowMs));
  turn.copied.clear(); // the maps of the new epoch are this turn's own, but `writable` tells by name
  const { validators, self } = setup;
  const { epoch } = validators;
  const { height } = state.head.header;
  note(turn, { kind: "epoch", validators, protocolVersion: start.protocolVersion, height, self });

  const records = state.later.filter((record) => epochOfRecord(record) === epoch);
  state.later = state.later.filter((record) => (epochOfRecord(record) ?? epoch) > epoch);
  beginStanding(turn, records);
  enterView(turn, 1);
  restoreEpoch({ ...turn, restoring: true }, records);
  announce(turn);
}
