/** How many were done when, milliseconds from the beginning. */
export interface Point {
  readonly count: number;
  readonly ms: number;
}

/** The rate a second in each of so many parts of a long run, equal in what was done; the points are in order. */
export function partRates(points: readonly Point[], parts: number): number[] {
  const all = points.at(-1)?.count ?? 0;
  let last: Point = { count: 0, ms: 0 };
  return Array.from({ length: parts }, (_, part) => {
    const to = points.find(({ count }) => count * parts >= all * (part + 1)) ?? last;
    const rate = (1_000 * (to.count - last.count)) / (to.ms - last.ms);
    last = to;
    return rate;
  });
}
