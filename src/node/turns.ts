import { setImmediate as nextTurn } from "node:timers/promises";

/** How long work on a list may keep everything else of the process waiting, in milliseconds. */
const TURN_MS = 2;

/** Work on a list that gives the event loop its turn by the clock, since one item may cost a hundred times another. */
export class Turns {
  #sinceMs = performance.now();

  /** Whether others have waited long enough. */
  get isOver(): boolean {
    return performance.now() - this.#sinceMs >= TURN_MS;
  }

  async pass(): Promise<void> {
    await nextTurn();
    this.#sinceMs = performance.now();
  }
}
