import { limits } from "./limits.ts";

/** One of two connections between the same two nodes. */
export interface Rival {
  /** Peer id of the side that dialled it. */
  readonly dialler: string;
  readonly open: boolean;
  readonly ageMs: number;
}

/**
 * Which of two connections between the same pair stays: true for the newer one.
 *
 * Both sides decide alone and must come to the same answer, else each closes the other's choice.
 * - Dialled by both sides at once: the one that the smaller peer id dialled. Both know that without a word.
 * - Otherwise the newer one. The peer dialled again because its end of the old one is dead: it restarted, or the path
 *   between was cut. Keeping the old would lock it out until our end notices too.
 */
export function newerStays(older: Rival, newerDialler: string): boolean {
  if (!older.open || older.ageMs > limits.crossedDialsMs) return true;
  if (older.dialler === newerDialler) return true;
  return newerDialler < older.dialler;
}
