import { dayOf, formatDay } from "../../../primitives/civil-day.ts";
import { withOneMore } from "../../../primitives/histogram.ts";
import type { Ledger } from "../../../state/ledger.ts";
import type { ListRecord } from "../lists/records.ts";
import { type Counter, type DayRecord, days, goods, RELEASE_HOURS_MAX } from "./records.ts";

const NOTHING: DayRecord = {
  ...{ declared: 0, matched: 0, mismatched: 0, released: 0, refused: 0, sentBack: 0 },
  ...{ cancelled: 0, returned: 0, value: 0n, tax: 0n, hours: [] },
};
const HOUR_MS = 3_600_000;
const U64_MAX = 2n ** 64n - 1n;

/** A counter that is full stays full: exports of any worth can be declared, and none may fail for the sake of a statistic. */
function sum(before: bigint, more: bigint): bigint {
  return before + more > U64_MAX ? U64_MAX : before + more;
}

/** Counts what happened to a list, in the day in which it happened. */
export function count(ledger: Ledger, list: ListRecord, what: Counter, timeMs: number): void {
  change(ledger, list, timeMs, (before) => ({ ...before, [what]: before[what] + 1 }));
}

/** Counts a release: how long it took, what it was worth, which goods. Amounts in minor units. */
export function countRelease(ledger: Ledger, list: ListRecord, tax: bigint, timeMs: number): void {
  const { content } = list;
  const value = content.lines.reduce((all, { total }) => all + total, 0n);
  const hours = Math.min(Math.floor((timeMs - list.timeMs) / HOUR_MS), RELEASE_HOURS_MAX);
  change(ledger, list, timeMs, (before) => ({
    ...before,
    released: before.released + 1,
    value: sum(before.value, value),
    tax: sum(before.tax, tax),
    hours: withOneMore(before.hours, hours),
  }));
  countGoods(ledger, list, timeMs);
}

function countGoods(ledger: Ledger, { customs, content }: ListRecord, timeMs: number): void {
  const { direction, tradeMode, currency, lines } = content;
  const groups = new Map<
    string,
    { origin: string; chapter: string; lines: number; value: bigint }
  >();
  for (const { country: origin, gcode, total } of lines) {
    const chapter = gcode.slice(0, 2);
    const of = `${origin}/${chapter}`;
    const before = groups.get(of) ?? { origin, chapter, lines: 0, value: 0n };
    groups.set(of, { ...before, lines: before.lines + 1, value: before.value + total });
  }
  const day = formatDay(dayOf(timeMs));
  for (const { origin, chapter, lines: more, value } of groups.values()) {
    const key = [customs, day, direction, tradeMode, currency, origin, chapter] as const;
    const before = goods.read(ledger, ...key) ?? { lists: 0, lines: 0, value: 0n };
    const { lists, lines: had } = before;
    goods.write(
      ledger,
      { lists: lists + 1, lines: had + more, value: sum(before.value, value) },
      ...key,
    );
  }
}

function change(
  ledger: Ledger,
  { customs, content: { direction, tradeMode } }: ListRecord,
  timeMs: number,
  to: (before: DayRecord) => DayRecord,
): void {
  const key = [customs, formatDay(dayOf(timeMs)), direction, tradeMode] as const;
  days.write(ledger, to(days.read(ledger, ...key) ?? NOTHING), ...key);
}
