/**
 * When each array of transactions is due at a fixed rate.
 *
 * The times are fixed beforehand. A generator that waits for a slow server before it sends the next leaves out just those
 * moments in which a customer would have waited (coordinated omission); here what became due meanwhile is sent at once, and
 * its latency counts from when it was due.
 */
export class Schedule {
  readonly #periodMs: number;
  #taken = 0;

  /** `perSecond` transactions, `array` of them at a time. */
  constructor(perSecond: number, array: number) {
    this.#periodMs = (1_000 * array) / perSecond;
  }

  /** When the next array is due, in milliseconds since the start. */
  get nextMs(): number {
    return this.#taken * this.#periodMs;
  }

  /** Takes the next array if it is due: when it was due; else undefined. */
  take(elapsedMs: number): number | undefined {
    const dueMs = this.nextMs;
    if (dueMs > elapsedMs) return undefined;
    this.#taken += 1;
    return dueMs;
  }
}
