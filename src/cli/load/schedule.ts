/**
 * When each array of transactions is due at a fixed rate.
 *
 * The times are fixed beforehand. A generator that waits for a slow server before it sends the next leaves out just those
 * moments in which a customer would have waited (coordinated omission); here what became due meanwhile is sent at once, and
 * its latency counts from when it was due.
 */
export class Schedule {
  readonly #perSecond: number;
  readonly #array: number;
  #taken = 0;

  /** `perSecond` transactions, `array` of them at a time. */
  constructor(perSecond: number, array: number) {
    this.#perSecond = perSecond;
    this.#array = array;
  }

  /** When the next array is due, in milliseconds since the start. */
  get nextMs(): number {
    return (this.#taken * this.#array * 1_000) / this.#perSecond; // not a sum of periods: they would drift
  }

  /** Takes the next array if it is due: when it was due; else undefined. */
  take(elapsedMs: number): number | undefined {
    const dueMs = this.nextMs;
    if (dueMs > elapsedMs) return undefined;
    this.#taken += 1;
    return dueMs;
  }
}
