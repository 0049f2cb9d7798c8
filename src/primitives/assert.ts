/** A broken promise of our own code, never of a peer's or a user's input. */
export class AssertionError extends Error {}

/** States what must hold here. A failure is a bug in this program, so it stops what is going on. */
export function assert(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new AssertionError(`broken promise: ${promise}`);
}
