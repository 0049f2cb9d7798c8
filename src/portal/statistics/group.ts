/** What is equal in the parts that `keyOf` names becomes one: its entries, in the order in which the first of each came. */
export function groupBy<T>(
  entries: readonly T[],
  keyOf: (entry: T) => readonly string[],
): readonly (readonly [key: readonly string[], entries: readonly T[]])[] {
  const groups = new Map<string, [readonly string[], T[]]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? groups.set(name, [key, []]).get(name)!;
    group[1].push(entry);
  }
  return [...groups.values()].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

export function sumOf<T>(entries: readonly T[], numberOf: (entry: T) => number): number {
  return entries.reduce((sum, entry) => sum + numberOf(entry), 0);
}

/** A number for each day of the month. */
export function byDay<T extends { readonly day: string }>(
  month: string,
  entries: readonly T[],
  numberOf: (entry: T) => number,
): number[] {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: days }, (_, at) => {
    const day = `${month}-${String(at + 1).padStart(2, "0")}`;
    return sumOf(
      entries.filter((one) => one.day === day),
      numberOf,
    );
  });
}
