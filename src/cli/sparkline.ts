const BARS = "▁▂▃▄▅▆▇█";

/** A row of numbers as heights: the least is the lowest bar, the most the highest. */
export function sparkline(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = (most - least || 1) / (BARS.length - 1);
  return values.map((one) => BARS[Math.round((one - least) / step)]).join("");
}
