import { monthOf } from "../../primitives/civil-day.ts";
import { withOneMore } from "../../primitives/histogram.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import type { Ledger } from "../../state/ledger.ts";
import { stored } from "../stored.ts";
import type { LetterRecord } from "./records.ts";

/** Answers that took so many working days or more are counted together. */
export const TURNAROUND_DAYS_MAX = 60;

const counters = {
  issued: field.uint(32),
  /** Sent back by the bank, as often as it happened. */
  returned: field.uint(32),
  /** Not authorised by the audited entity. */
  refused: field.uint(32),
  /** Answered, and how. Later answers to the same letter do not count. */
  replied: field.uint(32),
  matched: field.uint(32),
  mismatched: field.uint(32),
  stated: field.uint(32),
  unable: field.uint(32),
  /** Not answered within the time for an answer. */
  overdue: field.uint(32),
  lapsed: field.uint(32),
  closed: field.uint(32),
} as const;
export type Counter = keyof typeof counters;

/** What became of the letters of a firm to a bank that were issued in a month of UTC: counts, and nothing of their content. */
export const statisticsRecord = field.record({
  ...counters,
  /** Place n: answers that came n working days after the authorisation. As long as the longest took. */
  turnaround: field.list(field.uint(32), TURNAROUND_DAYS_MAX + 1),
});
export type StatisticsRecord = ValueOf<typeof statisticsRecord>;

/** Statistics of a month, like "2026-11", begin with this; those of a bank with its name and a slash behind. */
export function statisticsPrefix(month: string): string {
  return `letter/statistics/${month}/`;
}

/** By month of issue, bank and firm. */
export const statistics = stored(
  statisticsRecord,
  (month: string, bank: string, firm: string) => `${statisticsPrefix(month)}${bank}/${firm}`,
);

const NOTHING: StatisticsRecord = {
  ...{ issued: 0, returned: 0, refused: 0, replied: 0, matched: 0, mismatched: 0 },
  ...{ stated: 0, unable: 0, overdue: 0, lapsed: 0, closed: 0, turnaround: [] },
};

type Counted = Pick<LetterRecord, "bank" | "firm" | "timeMs">;

/** Counts what happened to a letter, and how many working days its answer took. */
export function count(
  ledger: Ledger,
  { bank, firm, timeMs }: Counted,
  what: readonly Counter[],
  days?: number,
): void {
  const month = monthOf(timeMs);
  const before = statistics.read(ledger, month, bank, firm) ?? NOTHING;
  const after = { ...before };
  for (const one of what) after[one] += 1;
  if (days !== undefined) after.turnaround = withOneMore(before.turnaround, days);
  statistics.write(ledger, after, month, bank, firm);
}
