import { FIRST_YEAR, LAST_YEAR, yearOf } from "../../primitives/civil-day.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { isOwnCountry, ownCountryFailures } from "./own-country.ts";
import { calendars, calendarVersions, yearBody } from "./records.ts";

/**
 * calendar.publish: a regulator states the holidays and make-up working days of a year. Published again it is the next
 * version, whole: a decree that changes is read without the one before.
 */
export const publishCalendar = defineOperation({
  tag: 0x0020,
  name: "calendar.publish",
  since: 3,
  summary: "Publishes a country's holidays and make-up working days of one year.",
  signatories: ["regulator"],
  threshold: "medium",
  body: field.record(yearBody),
  result: field.record({ version: field.uint(32) }),
  failures: {
    ...ownCountryFailures,
    YEAR_OUT_OF_RANGE: "Calendars are kept for the years 1970 to 9999. Correct the year.",
    DAYS_NOT_ASCENDING: "List the days of each kind from the first to the last, each of them once.",
    DAY_OUTSIDE_YEAR: "A day lies in another year. Publish each year by itself.",
    DAY_IN_BOTH: "A day is both a holiday and a working day. Leave it in one of the lists.",
  },
  keys: ({ body }) => [calendars.key(body.country, body.year)],
  check({ body: { year, holidays, workdays } }) {
    if (year < FIRST_YEAR || year > LAST_YEAR) return "YEAR_OUT_OF_RANGE";
    if (!isAscending(holidays) || !isAscending(workdays)) return "DAYS_NOT_ASCENDING";
    if ([...holidays, ...workdays].some((day) => yearOf(day) !== year)) return "DAY_OUTSIDE_YEAR";
    const free = new Set(holidays);
    return workdays.some((day) => free.has(day)) ? "DAY_IN_BOTH" : undefined;
  },
  apply({ source, body, height }, ledger) {
    const { country, year } = body;
    if (!isOwnCountry(ledger, source, country)) return fail("NOT_YOUR_COUNTRY");
    const version = (calendars.read(ledger, country, year)?.version ?? 0) + 1;
    const record = { ...body, version, by: source, height };
    calendars.write(ledger, record, country, year);
    calendarVersions.write(ledger, record, country, year, version);
    return done({ version });
  },
});

function isAscending(days: readonly number[]): boolean {
  return days.every((day, i) => i === 0 || days[i - 1]! < day);
}
