import { rpcLimits } from "./limits.ts";

interface Bucket {
  tokens: number;
  atMs: number;
}

/**
 * A budget of calls for each caller: so many a second, two seconds' worth at once.
 *
 * Calls are counted, not requests of HTTP: a batch costs as much as its calls sent one by one, and a WebSocket as much as
 * either.
 */
export class RateLimit {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perSecond: number, now: () => number = () => performance.now()) {
    this.#perSecond = perSecond;
    this.#burst = Math.max(1, 2 * perSecond);
    this.#now = now;
  }

  /** Takes `calls` from the caller's budget: 0 if they may go on, else the milliseconds to wait. */
  take(caller: string, calls: number): number {
    const now = this.#now();
    const bucket = this.#buckets.get(caller) ?? { tokens: this.#burst, atMs: now };
    const gained = ((now - bucket.atMs) / 1_000) * this.#perSecond;
    bucket.tokens = Math.min(this.#burst, bucket.tokens + gained);
    bucket.atMs = now;
    this.#remember(caller, bucket);
    const cost = Math.min(calls, this.#burst); // a batch larger than the burst would otherwise wait for ever
    if (bucket.tokens >= cost) {
      bucket.tokens -= cost;
      return 0;
    }
    return Math.ceil(((cost - bucket.tokens) / this.#perSecond) * 1_000);
  }

  /** Keeps the map in the order of last use, and bounded. */
  #remember(caller: string, bucket: Bucket): void {
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    if (this.#buckets.size <= rpcLimits.callersMax) return;
    for (const oldest of this.#buckets.keys()) {
      this.#buckets.delete(oldest);
      return;
    }
  }
}
