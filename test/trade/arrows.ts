import type { Move } from "../../src/transactions/trade/states.ts";

type Moves = readonly Move<string, string, string>[];

/** An arrow of a drawing, as a text that can be compared. */
export function arrow(from: string, step: string, by: string, to: string): string {
  return `${from} --${step} (${by})--> ${to}`;
}

/** All arrows of a table but those with which something begins, sorted. */
export function arrowsOf(moves: Moves): string[] {
  const all = moves.flatMap(({ step, by, from, to }) =>
    from.flatMap((one) => by.map((who) => arrow(one, step, who, to ?? one))),
  );
  return [...new Set(all)].sort();
}
