import { currentPrimary, type Replica } from "./replica.ts";
import { bounds } from "./timing.ts";

/** C10. T = base · 2^k up to the cap. */
export function timeoutMs({ setup, failures }: Pick<Replica, "setup" | "failures">): number {
  const { baseTimeoutMs, timeoutCapMs } = setup.timing;
  return Math.min(timeoutCapMs, baseTimeoutMs * 2 ** Math.min(failures, bounds.exponent));
}

/**
 * C10: idle time excluded. A clock that stands still while the view sleeps, when nobody has a reason to sign anything: by
 * it silence is measured. A validator that is down is thus known to be after its first silent view, however rarely the
 * chain has something to do.
 */
export function activeMs(replica: Replica, nowMs: number): number {
  return nowMs - sleptMs(replica, nowMs);
}

/** How long views have slept since the start, up to now. */
export function sleptMs(replica: Replica, nowMs: number): number {
  const { idle, sleptBeforeMs, asleepFromMs, awakeFromMs } = replica;
  if (!idle) return sleptBeforeMs;
  return sleptBeforeMs + Math.max(0, Math.min(nowMs, awakeFromMs) - asleepFromMs);
}

/**
 * C10: silenceMs, grown as T has. Where T had to grow messages take long, and replicas that call each other silent in turn
 * would skip every view before its proposal can arrive.
 */
function silenceMs({ setup, timeoutMs: grownMs }: Replica): number {
  const { silenceMs: leastMs, baseTimeoutMs } = setup.timing;
  return Math.floor((leastMs * grownMs) / baseTimeoutMs);
}

/** When the current primary will have been silent for too long, if the view goes on. */
export function silentAtMs(replica: Replica, nowMs: number): number {
  const silentMs = activeMs(replica, nowMs) - replica.heardMs[currentPrimary(replica)]!;
  return nowMs + silenceMs(replica) - silentMs;
}

/**
 * C10. True if nothing signed was heard from the primary for so long, in which a quorum was heard: then waiting for T
 * only costs time. Never two views in a row, so that a replica cut off from several does not race through the views.
 */
export function isSilentPrimary(replica: Replica, nowMs: number): boolean {
  const { self, validators } = replica.setup;
  if (self === currentPrimary(replica) || replica.silentView === replica.view - 1) return false;
  if (nowMs < silentAtMs(replica, nowMs)) return false;
  const sinceMs = activeMs(replica, nowMs) - silenceMs(replica);
  const heard = replica.heardMs.filter(
    (heardMs, validator) => validator === self || heardMs > sinceMs,
  );
  return heard.length >= validators.quorum;
}
