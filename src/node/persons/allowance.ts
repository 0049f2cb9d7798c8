/** How many evaluations a member may ask for at once, and how many come back in an hour. */
export interface MemberLimit {
  readonly burst: number;
  readonly perHour: number;
}

/** What a member has used at a time, milliseconds UTC: it goes down since then. */
export interface Used {
  readonly peerId: string;
  readonly used: number;
  readonly atMs: number;
}

const HOUR_MS = 3_600_000;

/**
 * How much each member has asked of a regulator's key. It is all that stands between a member and trying numbers until one fits, so it
 * is kept over restarts and goes by the calendar's clock. What is remembered is what was used and not what is left: another limit
 * in the configuration holds for it at once, and who has used nothing needs no memory.
 */
export class Allowance {
  readonly #limit: MemberLimit;
  readonly #members: Map<string, Used>;

  constructor(limit: MemberLimit, used: readonly Used[]) {
    this.#limit = limit;
    this.#members = new Map(used.map((one) => [one.peerId, one]));
  }

  /** Counts evaluations, at most the burst: 0 if the member may have them, else the milliseconds after which it may. */
  take(peerId: string, count: number, nowMs: number): number {
    const { burst, perHour } = this.#limit;
    const used = this.#usedNow(this.#members.get(peerId), nowMs) + count;
    if (used > burst) return Math.ceil(((used - burst) / perHour) * HOUR_MS);
    this.#members.set(peerId, { peerId, used, atMs: nowMs });
    return 0;
  }

  /** What is to be remembered. Members whose use has come back are forgotten here: as many are left as have asked lately. */
  remembered(nowMs: number): Used[] {
    for (const [peerId, one] of this.#members) {
      if (this.#usedNow(one, nowMs) === 0) this.#members.delete(peerId);
    }
    return [...this.#members.values()];
  }

  /** A clock that was set back gives nothing back, and takes nothing. */
  #usedNow(one: Used | undefined, nowMs: number): number {
    if (one === undefined) return 0;
    const passedMs = Math.max(0, nowMs - one.atMs);
    return Math.max(0, one.used - (passedMs / HOUR_MS) * this.#limit.perHour);
  }
}
