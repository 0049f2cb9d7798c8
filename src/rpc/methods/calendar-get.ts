import { field } from "../../primitives/fields/index.ts";
import {
  calendarRecord,
  calendars,
  calendarVersions,
  country,
} from "../../transactions/rules/records.ts";
import { defineMethod } from "../definition.ts";
import { of, optional } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** calendar_get: what a country's regulator published for a year. Where it is null, Saturday and Sunday are free. */
export const get = defineMethod({
  name: "calendar_get",
  summary: "A country's holidays and make-up working days of a year; null if none are published.",
  params: {
    country: of(country, "ISO 3166-1 alpha-2."),
    year: of(field.uint(16)),
    version: optional(of(field.uint(32), "The newest if left out.")),
  },
  result: nullable(calendarRecord.schema),
  errors: {},
  example: { params: { country: "CN", year: 2026 } },
  right: "read",
  handle({ country: code, year, version }, { ledger }) {
    const record =
      version === undefined
        ? calendars.read(ledger, code, year)
        : calendarVersions.read(ledger, code, year, version);
    return record === undefined ? null : calendarRecord.toJson(record);
  },
});
