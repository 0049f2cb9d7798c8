import { dayOfCivil, weekdayOf, yearMonthDay } from "../primitives/civil-day.ts";

/** What a calendar says of a year; empty lists are a year of plain weekends. */
export interface YearOfDays {
  readonly year: number;
  readonly holidays: readonly number[];
  readonly workdays: readonly number[];
}

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );
const WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
/** A day is three characters wide, and three months side by side do not fit 80 columns. */
const WEEK_WIDTH = 4 * WEEKDAYS.length - 1;
const MONTHS_ABREAST = 2;

export const LEGEND = "-  weekend   *  holiday   +  make-up working day";

/** A year as people hang it on a wall: months in weeks, each day with its mark. */
export function calendarPage(calendar: YearOfDays): string {
  const markOf = marks(calendar);
  const months = MONTHS.map((name, i) => [
    name.padEnd(WEEK_WIDTH),
    WEEKDAYS.map((one) => `${one} `).join(" "),
    ...weeksOf(calendar.year, i + 1, markOf),
  ]);
  const rows: string[] = [];
  for (let i = 0; i < months.length; i += MONTHS_ABREAST) {
    const abreast = months.slice(i, i + MONTHS_ABREAST);
    const height = Math.max(...abreast.map((month) => month.length));
    for (let line = 0; line < height; line++) {
      const parts = abreast.map((month) => month[line] ?? " ".repeat(WEEK_WIDTH));
      rows.push(parts.join("    ").trimEnd());
    }
    rows.push("");
  }
  return [...rows, LEGEND].join("\n");
}

function weeksOf(year: number, month: number, markOf: (day: number) => string): string[] {
  const first = dayOfCivil(year, month, 1);
  const cells = Array.from({ length: weekdayOf(first) }, () => "   ");
  for (let day = first; monthOf(day) === month; day++) {
    const number = String(day - first + 1).padStart(2);
    cells.push(`${number}${markOf(day)}`);
  }
  const weeks: string[] = [];
  for (let i = 0; i < cells.length; i += WEEKDAYS.length) {
    weeks.push(
      cells
        .slice(i, i + WEEKDAYS.length)
        .join(" ")
        .padEnd(WEEK_WIDTH),
    );
  }
  return weeks;
}

function monthOf(day: number): number {
  return yearMonthDay(day).month;
}

function marks({ holidays, workdays }: YearOfDays): (day: number) => string {
  const free = new Set(holidays);
  const made = new Set(workdays);
  return (day) => (made.has(day) ? "+" : free.has(day) ? "*" : weekdayOf(day) > 4 ? "-" : " ");
}
