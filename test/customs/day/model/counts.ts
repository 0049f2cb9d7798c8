import type { Books, Counts, List } from "./books.ts";

type What = Exclude<keyof Counts, "value" | "tax" | "hours">;

const HOUR_MS = 3_600_000;
const WEEK_HOURS = 168;

const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

function countsOf(books: Books, { said }: List, timeMs: number): Counts {
  const name = `${dayOf(timeMs)} ${said.direction} ${said.tradeMode}`;
  const found = books.days.get(name) ?? {
    ...{ declared: 0, matched: 0, mismatched: 0, released: 0, refused: 0, sentBack: 0 },
    ...{ cancelled: 0, returned: 0, value: 0n, tax: 0n, hours: [] },
  };
  books.days.set(name, found);
  return found;
}

/** Counts what happened to a list, in the day in which it did. */
export function count(books: Books, list: List, what: What, timeMs: number): void {
  countsOf(books, list, timeMs)[what]++;
}

/** How long a release took, what it was worth, and which goods it was. */
export function countRelease(books: Books, list: List, tax: bigint, timeMs: number): void {
  const counts = countsOf(books, list, timeMs);
  counts.released++;
  counts.tax += tax;
  for (const { total } of list.said.lines) counts.value += total;
  const hours = Math.min(WEEK_HOURS, Math.floor((timeMs - list.timeMs) / HOUR_MS));
  while (counts.hours.length <= hours) counts.hours.push(0);
  counts.hours[hours]!++;
  const { direction, tradeMode, currency, lines } = list.said;
  const seen = new Set<string>();
  for (const { country, gcode, total } of lines) {
    const name = [dayOf(timeMs), direction, tradeMode, currency, country, gcode.slice(0, 2)].join(
      " ",
    );
    const found = books.goods.get(name) ?? { lists: 0, lines: 0, value: 0n };
    books.goods.set(name, found);
    if (!seen.has(name)) found.lists++;
    seen.add(name);
    found.lines++;
    found.value += total;
  }
}
