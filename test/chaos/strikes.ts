import type { Random } from "../state/random.ts";

/** Some nodes of four, killed within a short time. */
export interface Strike {
  /** First let every node commit what the last strike held up. */
  readonly isCalm: boolean;
  readonly waitMs: number;
  /**
   * All nodes, the first ones to be killed in front; one that is down at that moment is passed
   * over.
   */
  readonly order: readonly number[];
  readonly kills: number;
  /**
   * Between the kills of one strike: below the time that a start takes, so that they are down
   * together.
   */
  readonly apartMs: number;
}

/** Without end: mostly of one node, sometimes of two or of all four. */
export function* strikes(random: Random): Generator<Strike> {
  for (;;) {
    const die = random.below(20);
    yield {
      // A quarter comes while the last victims start, listen or catch up; the others when all is
      // well again.
      isCalm: random.below(4) > 0,
      waitMs: 100 + random.below(2_500),
      order: shuffled(random),
      kills: die === 0 ? 4 : die < 4 ? 2 : 1,
      apartMs: random.below(400),
    };
  }
}

function shuffled(random: Random): number[] {
  const order = [0, 1, 2, 3];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
