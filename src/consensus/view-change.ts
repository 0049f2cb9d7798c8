import type { Certificate } from "../chain/vote.ts";
import { enterView } from "./enter-view.ts";
import { isAsleep, offerToAll } from "./idle.ts";
import { isSilentPrimary } from "./time-outs.ts";
import { note, type Turn } from "./turn.ts";
import { castVote, isGivenUpByOthers } from "./votes.ts";

/** C5. A quorum of VIEW-CHANGEs skips the view. */
export function onSkipped(turn: Turn, certificate: Certificate): void {
  note(turn, { kind: "skipped", view: certificate.view });
  enterView(turn, certificate.view + 1);
}

/**
 * C4. Gives the current view up if T ran out, its primary gave it up or is silent (C10), or f+1 did, of whom one is honest.
 * Looked at after every event, so that no path into a view can miss a reason that was there before.
 */
export function giveUpIfDue(turn: Turn): void {
  const { state, nowMs } = turn;
  if (hasGivenUp(turn)) return;
  if (nowMs >= state.deadlineMs) giveUp(turn, "time-out");
  else if (isGivenUpByOthers(state, state.view)) giveUp(turn, "others gave it up");
  else if (!isAsleep(state, nowMs) && isSilentPrimary(state, nowMs)) {
    const { view } = state; // giving it up may complete its certificate and enter the next
    if (giveUp(turn, "the primary is silent")) state.silentView = view;
  }
}

export function hasGivenUp({ state }: Turn): boolean {
  return state.own.get(state.view)?.["view-change"] !== undefined;
}

/**
 * C4. Sends VIEW-CHANGE for the current view, unless COMMIT was sent in it (C7) or voting is not allowed (C8). T of
 * the next view doubles (C10). True if it was sent.
 */
export function giveUp(turn: Turn, reason: string): boolean {
  const { state } = turn;
  const { view } = state;
  state.failures += 1; // before the vote, which may complete skipped(view) and enter the next view
  const vote = castVote(turn, "view-change", view);
  if (vote === undefined) {
    state.failures -= 1;
    return false;
  }
  note(turn, { kind: "view-change", view, reason });
  offerToAll(turn);
  return true;
}
