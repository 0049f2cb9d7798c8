import { currentPrimary, type Replica } from "./replica.ts";
import { bounds } from "./timing.ts";

/** C10. T = base · 2^k up to the cap. */
export function timeoutMs({ setup, failures }: Pick<Replica, "setup" | "failures">): number {
  const { baseTimeoutMs, timeoutCapMs } = setup.timing;
  return Math.min(timeoutCapMs, baseTimeoutMs * 2 ** Math.min(failures, bounds.exponent));
}

/** When the current primary will have been silent for silenceMs. Idle time and the time before the start are excluded. */
export function silentAtMs(replica: Replica): number {
  const heardMs = replica.heardMs[currentPrimary(replica)]!;
  const sinceMs = Math.max(heardMs, replica.awakeFromMs, replica.startedMs);
  return sinceMs + replica.setup.timing.silenceMs;
}

/**
 * C10. True if nothing signed was heard from the primary for silenceMs in which a quorum was heard: then waiting for T
 * only costs time. Never two views in a row, so that a replica cut off from several does not race through the views.
 */
export function isSilentPrimary(replica: Replica, nowMs: number): boolean {
  const { self, validators, timing } = replica.setup;
  if (self === currentPrimary(replica) || replica.silentView === replica.view - 1) return false;
  if (nowMs < silentAtMs(replica)) return false;
  const heard = replica.heardMs.filter(
    (heardMs, validator) => validator === self || heardMs > nowMs - timing.silenceMs,
  );
  return heard.length >= validators.quorum;
}
