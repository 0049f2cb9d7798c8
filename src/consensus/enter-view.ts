import { primaryOf } from "../chain/validator-set.ts";
import type { Certificate } from "../chain/vote.ts";
import { toHex } from "../primitives/bytes.ts";
import type { Replica } from "./replica.ts";
import { sleptMs, timeoutMs } from "./time-outs.ts";
import { note, type Turn, writable } from "./turn.ts";

/**
 * C1. Enters a view, if it is a later one, and starts T (C10). Whether the view is idle, and what its primary proposes,
 * is decided when the event's certificates have all been looked at (`idle.ts`, `propose.ts`).
 */
export function enterView(turn: Turn, view: number): void {
  const { state, nowMs } = turn;
  if (view <= state.view) return;
  state.sleptBeforeMs = sleptMs(state, nowMs);
  state.view = view;
  state.enteredMs = nowMs;
  state.timeoutMs = timeoutMs(state);
  state.deadlineMs = nowMs + state.timeoutMs;
  state.retransmitAtMs = nowMs + state.setup.timing.retransmitMs;
  state.idle = false;
  state.offered = false;
  state.building = false;
  state.proposeAtMs = undefined;
  forgetOld(turn);
  note(turn, { kind: "view", view, primary: primaryOf(state.setup.validators, view) });
}

/**
 * C10. Of views long left only COMMITs matter, which can still make a block final (C6); the rest is kept for one window,
 * so that a validator that votes twice is seen (C14).
 */
function forgetOld(turn: Turn): void {
  const oldest = turn.state.view - turn.state.setup.timing.window;
  for (const [view, votes] of turn.state.votes) {
    if (view >= oldest || votes.prepare.size + votes["view-change"].size === 0) continue;
    const commits = { prepare: new Map(), commit: votes.commit, "view-change": new Map() };
    writable(turn, "votes").set(view, commits);
  }
  for (const view of turn.state.proposals.keys()) {
    if (view < oldest) writable(turn, "proposals").delete(view);
  }
}

/** A block that the next one may stand on: prepared or committed at view p, all later views skipped. */
export interface UsableParent {
  readonly view: number;
  readonly digest: Uint8Array;
  readonly hex: string;
  /** What the proposal carries; none for the block that the epoch begins on. */
  readonly certificate: Certificate | undefined;
}

/** C1. The usable parent with the highest view; undefined while certificates of the views between are missing. */
export function usableParent(replica: Replica): UsableParent | undefined {
  for (let view = replica.view - 1; view > replica.committed.view; view--) {
    const certificate = replica.prepared.get(view);
    if (certificate !== undefined) {
      const { digest } = certificate;
      return { view, digest, hex: toHex(digest), certificate };
    }
    if (!replica.skipped.has(view)) return undefined;
  }
  return replica.committed;
}

/** The certificates that prove this replica's right to be in its view (C9). */
export function enteringCertificate(replica: Replica): Certificate | undefined {
  const before = replica.view - 1;
  return (
    replica.prepared.get(before) ?? replica.skipped.get(before) ?? replica.committed.certificate
  );
}
