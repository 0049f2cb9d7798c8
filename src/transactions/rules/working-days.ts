import { assert } from "../../primitives/assert.ts";
import { weekdayOf, yearOf } from "../../primitives/civil-day.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { type CalendarRecord, calendars } from "./records.ts";

/** More than a year of them: no rule gives longer. A year has over 140, so the days to look at are bounded too. */
export const WORKING_DAYS_MAX = 260;

const SATURDAY = 5;

/** The calendar of a year that was looked at; version 0 if none is published. An object keeps those it was judged by. */
export interface CalendarVersion {
  readonly year: number;
  readonly version: number;
}

/** Days are days of UTC for every country: the ledger has one clock. */
export function isWorkingDay(ledger: LedgerReader, country: string, day: number): boolean {
  return isWorkingBy(calendars.read(ledger, country, yearOf(day)), day);
}

/** The day on which the `count`-th working day after `from` falls, and the calendars that say so. */
export function addWorkingDays(
  ledger: LedgerReader,
  country: string,
  from: number,
  count: number,
): { readonly day: number; readonly calendars: readonly CalendarVersion[] } {
  assert(count >= 1 && count <= WORKING_DAYS_MAX, "callers keep within 1 to 260 working days");
  const seen: CalendarVersion[] = [];
  let calendar: CalendarRecord | undefined;
  let day = from;
  for (let left = count; left > 0;) {
    day++;
    const year = yearOf(day);
    if (seen.at(-1)?.year !== year) {
      calendar = calendars.read(ledger, country, year);
      seen.push({ year, version: calendar?.version ?? 0 });
    }
    if (isWorkingBy(calendar, day)) left--;
  }
  return { day, calendars: seen };
}

/** How many working days lie after one day up to another; counting ends at `most`. */
export function workingDaysBetween(
  ledger: LedgerReader,
  country: string,
  [from, to]: readonly [number, number],
  most: number,
): number {
  assert(most <= WORKING_DAYS_MAX, "callers count up to 260 working days");
  let count = 0;
  let calendar: CalendarRecord | undefined;
  let year = 0;
  for (let day = from + 1; day <= to && count < most; day++) {
    if (yearOf(day) !== year) {
      year = yearOf(day);
      calendar = calendars.read(ledger, country, year);
    }
    if (isWorkingBy(calendar, day)) count++;
  }
  return count;
}

function isWorkingBy(calendar: CalendarRecord | undefined, day: number): boolean {
  if (calendar?.workdays.includes(day) === true) return true;
  if (calendar?.holidays.includes(day) === true) return false;
  return weekdayOf(day) < SATURDAY;
}
