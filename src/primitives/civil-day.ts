/**
 * Days of the Gregorian calendar in whole numbers: ledger code has no `Date`, whose time zone would be the machine's.
 *
 * A day is the number of days since 1970-01-01, by UTC. The years 1970 to 9999 are within reach.
 */

const DAY_MS = 86_400_000;
/** Days in 400 years, after which the calendar repeats. */
const ERA_DAYS = 146_097;
/** From 0000-03-01, where counting begins, to 1970-01-01. */
const SHIFT_DAYS = 719_468;

/** A date as people write it; month and day begin with 1. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const FIRST_YEAR = 1970;
export const LAST_YEAR = 9999;
/** 9999-12-31. */
export const LAST_DAY = dayOfCivil(LAST_YEAR, 12, 31);

export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS);
}

/** The month of UTC that a time falls into, like "2026-11". */
export function monthOf(timeMs: number): string {
  const { year, month } = yearMonthDay(dayOf(timeMs));
  return `${year}-${String(month).padStart(2, "0")}`;
}

/** The last millisecond that belongs to the day. */
export function endOfDayMs(day: number): number {
  return (day + 1) * DAY_MS - 1;
}

/**
 * Years are counted from March, so that the leap day is the last day of its year and months before it have lengths that
 * repeat: 31, 30, 31, 30, 31 from March on, which is 153 days in five months.
 */
export function dayOfCivil(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const yearOfEra = y % 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return Math.floor(y / 400) * ERA_DAYS + yearOfEra * 365 + leapDays + dayOfYear - SHIFT_DAYS;
}

/** The inverse of `dayOfCivil`. */
export function yearMonthDay(day: number): CivilDate {
  const era = Math.floor((day + SHIFT_DAYS) / ERA_DAYS);
  const dayOfEra = day + SHIFT_DAYS - era * ERA_DAYS;
  // The leap days before it are taken out: one in 1,461 days, none in 36,524, one again at the era's end.
  const leapDays =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month > 2 ? 0 : 1),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

export function yearOf(day: number): number {
  return yearMonthDay(day).year;
}

/** 0 is Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (day + 3) % 7;
}

const WRITTEN = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

/** Like 2026-10-01. */
export function formatDay(day: number): string {
  const { year, month, day: dayOfMonth } = yearMonthDay(day);
  return [digits(year, 4), digits(month, 2), digits(dayOfMonth, 2)].join("-");
}

/** Undefined if it is no day, as 2026-02-29 is none. */
export function parseDay(text: string): number | undefined {
  const match = WRITTEN.exec(text);
  if (match === null) return undefined;
  const [year, month, dayOfMonth] = match.slice(1).map(Number) as [number, number, number];
  if (year < FIRST_YEAR || month < 1 || month > 12) return undefined;
  const day = dayOfCivil(year, month, dayOfMonth);
  return formatDay(day) === text ? day : undefined;
}

function digits(value: number, width: number): string {
  return value.toString().padStart(width, "0");
}
