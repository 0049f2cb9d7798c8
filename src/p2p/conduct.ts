import { limits } from "./limits.ts";

/**
 * Who misbehaved how often. Penalties count within a window; beyond the bound the peer is cut off for a cool-down.
 * Both are short: the peer is a member, and a member that was repaired must be able to vote again soon.
 */
export class Conduct {
  readonly #penalties = new Map<string, number[]>();
  readonly #cutOffUntilMs = new Map<string, number>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** Counts one penalty; true if the peer is to be cut off now. */
  penalise(peerId: string): boolean {
    const now = this.#nowMs();
    const recent = (this.#penalties.get(peerId) ?? []).filter(
      (at) => now - at < limits.penaltyWindowMs,
    );
    recent.push(now);
    if (recent.length <= limits.penaltiesMax) {
      this.#penalties.set(peerId, recent);
      return false;
    }
    this.#penalties.delete(peerId);
    this.#cutOffUntilMs.set(peerId, now + limits.coolDownMs);
    return true;
  }

  isCutOff(peerId: string): boolean {
    const until = this.#cutOffUntilMs.get(peerId);
    if (until === undefined) return false;
    if (this.#nowMs() < until) return true;
    this.#cutOffUntilMs.delete(peerId);
    return false;
  }

  /** Forgets a peer that left, so that the maps stay as small as the member list. */
  forget(peerId: string): void {
    this.#penalties.delete(peerId);
    this.#cutOffUntilMs.delete(peerId);
  }
}
