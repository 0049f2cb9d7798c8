import { formatDay } from "../../primitives/civil-day.ts";
import { field } from "../../primitives/fields/index.ts";
import { country } from "../../transactions/rules/records.ts";
import { addWorkingDays, WORKING_DAYS_MAX } from "../../transactions/rules/working-days.ts";
import { defineMethod } from "../definition.ts";
import { of, whole } from "../inputs.ts";
import { integer, listOf, shape, text } from "../schemas.ts";

/** calendar_workingDay: when a term of working days ends, counted as the ledger counts. */
export const workingDay = defineMethod({
  name: "calendar_workingDay",
  summary: "The day on which the last of so many working days falls; version 0 is no calendar.",
  params: {
    country: of(country, "ISO 3166-1 alpha-2."),
    from: of(field.day(), "Counting begins on the day after it."),
    days: whole(1, WORKING_DAYS_MAX, "Working days."),
  },
  result: shape({ day: text, calendars: listOf(shape({ year: integer, version: integer })) }),
  errors: {},
  example: { params: { country: "CN", from: "2026-09-28", days: 10 } },
  right: "read",
  handle({ country: code, from, days }, { ledger }) {
    const { day, calendars } = addWorkingDays(ledger, code, from, days);
    return { day: formatDay(day), calendars: calendars.map((one) => ({ ...one })) };
  },
});
