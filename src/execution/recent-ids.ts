/**
 * Ids of committed transactions that could still be replayed: those of blocks younger than one lifetime.
 *
 * An older one needs no memory: its validUntil has passed, so no block can include it again.
 */
export class RecentIds {
  readonly #timeOfId = new Map<string, number>(); // in order of commitment, so the oldest come first

  /** True if a committed block with a time of at least `sinceMs` holds the id. */
  has(id: string, sinceMs: number): boolean {
    const timeMs = this.#timeOfId.get(id);
    return timeMs !== undefined && timeMs >= sinceMs;
  }

  add(id: string, timeMs: number): void {
    this.#timeOfId.set(id, timeMs);
  }

  forgetBefore(timeMs: number): void {
    for (const [id, at] of this.#timeOfId) {
      if (at >= timeMs) return;
      this.#timeOfId.delete(id);
    }
  }
}
