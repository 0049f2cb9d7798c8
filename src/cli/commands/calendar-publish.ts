import type { Json } from "../../primitives/fields/field.ts";
import { publishCalendar } from "../../transactions/rules/publish-calendar.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { readJson } from "../files.ts";
import { operationFromJson } from "../operations.ts";
import { countryOption, yearGiven, yearOption } from "../year-option.ts";

/** The file has the lists and nothing else, so that it can be kept as what was decreed. */
export const calendarPublish = defineCommand({
  usage: "calendar publish",
  summary: "The regulator of --key publishes a year's holidays and make-up working days.",
  options: [
    countryOption,
    yearOption,
    {
      flags: "--file <file>",
      summary: 'JSON: {"holidays": ["2026-10-01", …], "workdays": […]}; - reads standard input',
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const country = textOption(given, "country") ?? "";
    const year = yearGiven(given);
    const lists = readJson(textOption(given, "file") ?? "") as { [name: string]: Json };
    const operations = [operationFromJson(publishCalendar, { ...lists, country, year })];
    const summary = `Publish the calendar of ${country} for ${year}`;
    return decide(session, given, { account: await session.actor(), operations, summary });
  },
});
