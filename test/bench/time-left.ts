const MINUTE_MS = 60_000;

/** How long the rest will take if it goes on as until now, for people. */
export function timeLeft(done: number, all: number, elapsedMs: number): string {
  if (done === 0) return "";
  const ms = (elapsedMs * (all - done)) / done;
  return ms < 2 * MINUTE_MS
    ? `${(ms / 1_000).toFixed(0)} s left`
    : `${(ms / MINUTE_MS).toFixed(0)} min left`;
}
