/** A block is to be executed within this: the votes on the next one wait while it is. */
const BLOCK_MS = 100;
/** And a part of it within this: everybody else's work waits while it is. */
const PART_MS = 8;
/** Below this the work of a block itself would be more than that of what it holds. */
const OPERATIONS_MIN = 100;
/** How much of what was known stays known at each measurement. */
const INERTIA = 0.8;

/**
 * How many operations a proposal may hold, from how long those of the last blocks took here: by the clock, so a machine that is busy
 * otherwise proposes less. Blocks of all that waits would take seconds after a burst, in which views run out and nothing else is done.
 */
export class BlockSize {
  /** Milliseconds of one operation; a guess until blocks say better. */
  #operationMs = 0.1;

  get operationsMax(): number {
    return Math.max(OPERATIONS_MIN, Math.floor(BLOCK_MS / this.#operationMs));
  }

  /** How many operations are executed without a pause. */
  get partMax(): number {
    return Math.max(1, Math.floor(PART_MS / this.#operationMs));
  }

  /** A block of so many operations was executed here. */
  executed(operations: number, ms: number): void {
    if (operations < OPERATIONS_MIN / 2) return; // mostly the work of the block itself
    this.#operationMs = INERTIA * this.#operationMs + (1 - INERTIA) * (ms / operations);
  }
}
