/**
 * Ids of committed transactions that could still be replayed: those that are valid yet. An older one needs no memory: its
 * validUntil has passed, so no block can include it again.
 *
 * Kept by each id's own validUntil and not by the age of its block, because the council can shorten the lifetime while
 * longer-lived transactions are about.
 */
export class RecentIds {
  readonly #validUntil = new Map<string, number>(); // in order of commitment, so the oldest come first

  has(id: string): boolean {
    return this.#validUntil.has(id);
  }

  add(id: string, validUntil: number): void {
    this.#validUntil.set(id, validUntil);
  }

  /** Forgets from the oldest on what is valid no more at this time; the first that still is keeps those after it. */
  forgetBefore(timeMs: number): void {
    for (const [id, validUntil] of this.#validUntil) {
      if (validUntil >= timeMs) return;
      this.#validUntil.delete(id);
    }
  }
}
