import { askAheadAtMs } from "./retransmit.ts";
import { isAsleep } from "./idle.ts";
import type { TimerName } from "./ports.ts";
import { currentPrimary, type Replica } from "./replica.ts";
import { maySign } from "./standing.ts";
import { silentAtMs } from "./time-outs.ts";
import { type Turn, writable } from "./turn.ts";
import { signAgainAtMs } from "./unsigned.ts";
import { hasGivenUp } from "./view-change.ts";

const NAMES: readonly TimerName[] = [
  ...(["timeout", "retransmit", "propose", "silence", "fetch", "sign"] as const),
];

/**
 * Sets the alarms that the state calls for, after every event. Nothing else sets one, so no path through the rules can
 * leave a timer stopped that should run. What is due now was looked at in this very step and needs no alarm.
 */
export function schedule(turn: Turn): void {
  for (const name of NAMES) {
    const dueMs = dueAtMs(turn, name);
    const atMs = dueMs !== undefined && dueMs > turn.nowMs ? dueMs : undefined;
    if (turn.state.timers.get(name) === atMs) continue;
    if (atMs === undefined) {
      writable(turn, "timers").delete(name);
      turn.effects.push({ kind: "clear-timer", name });
    } else {
      writable(turn, "timers").set(name, atMs);
      turn.effects.push({ kind: "set-timer", name, atMs });
    }
  }
}

function dueAtMs(turn: Turn, name: TimerName): number | undefined {
  const { state } = turn;
  switch (name) {
    case "timeout":
      return canGiveUp(turn) ? state.deadlineMs : undefined;
    case "retransmit":
      return state.retransmitAtMs;
    case "propose":
      return state.proposeAtMs;
    case "silence":
      return canBeSilent(turn) ? silentAtMs(state, turn.nowMs) : undefined;
    case "fetch":
      return fetchAtMs(state);
    case "sign":
      return signAgainAtMs(state, turn.nowMs);
  }
}

function canGiveUp(turn: Turn): boolean {
  return maySign(turn.state, turn.state.view) && !hasGivenUp(turn);
}

function canBeSilent(turn: Turn): boolean {
  const { state, nowMs } = turn;
  if (currentPrimary(state) === state.setup.self || isAsleep(state, nowMs)) return false;
  return canGiveUp(turn) && state.silentView !== state.view - 1;
}

function fetchAtMs(replica: Replica): number | undefined {
  let atMs = askAheadAtMs(replica);
  for (const { nextMs } of replica.wants.values()) {
    if (atMs === undefined || nextMs < atMs) atMs = nextMs;
  }
  return atMs;
}
