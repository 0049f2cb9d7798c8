/** Counts by whole number: place n holds how often n came. As long as the largest that came. */
export type Histogram = readonly number[];

/** The counts with one more at a place. */
export function withOneMore(counts: Histogram, place: number): number[] {
  const length = Math.max(counts.length, place + 1);
  return Array.from({ length }, (_, at) => (counts[at] ?? 0) + (at === place ? 1 : 0));
}

/** The smallest number that so many per cent of all were at most; undefined if there are none. */
export function percentileOf(counts: Histogram, percent: number): number | undefined {
  const all = counts.reduce((sum, one) => sum + one, 0);
  let came = 0;
  for (const [place, one] of counts.entries()) {
    came += one;
    if (one > 0 && 100 * came >= percent * all) return place;
  }
  return undefined;
}
