/** However young, a body that came later than this before its proposal may be on its way still: batches wait a few milliseconds. */
const MIN_MS = 20;
const SHRINK = 0.98;

/**
 * How young a body must be to travel with the proposal that names it: as young as it may be not to have reached everybody from its
 * author. That depends on the network, so the window learns: it shrinks with each proposal, and doubles when a peer asks for
 * bodies that it lacks. Bodies that were sent to all twice were half of the bytes and a tenth of the work of a busy network.
 */
export class BodyWindow {
  readonly #maxMs: number;
  #ms: number;

  /** `maxMs`: what it begins with and never exceeds, the network's gossipMs. */
  constructor(maxMs: number) {
    this.#maxMs = maxMs;
    this.#ms = maxMs;
  }

  get ms(): number {
    return this.#ms;
  }

  /** A proposal was built here. */
  proposed(): void {
    this.#ms = Math.max(MIN_MS, this.#ms * SHRINK);
  }

  /** A peer lacked bodies. */
  lacked(): void {
    this.#ms = Math.min(this.#maxMs, this.#ms * 2);
  }
}
