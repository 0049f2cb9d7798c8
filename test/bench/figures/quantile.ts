export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which such a part of them lies: 0 gives the least, 1 the most. */
export function quantile(values: readonly number[], part: number): number {
  const place = Math.min(values.length - 1, Math.floor(values.length * part));
  return [...values].sort((a, b) => a - b)[place]!;
}
