import { parseDay } from "../../primitives/civil-day.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { calendarPage } from "../calendar-page.ts";
import { defineCommand, textOption } from "../command.ts";
import { listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { countryOption, yearGiven, yearOption } from "../year-option.ts";

export const calendarShow = defineCommand({
  usage: "calendar show",
  summary: "A country's year by months: weekends, holidays and make-up working days.",
  options: [countryOption, yearOption],
  async run(session, given) {
    const country = textOption(given, "country") ?? "";
    const year = yearGiven(given);
    const json = await session.call("calendar_get", { country, year });
    if (json === null) {
      const text = `${country} ${year}: nothing published, so Saturday and Sunday are free`;
      return { json, text: `${text}\n\n${calendarPage({ year, holidays: [], workdays: [] })}` };
    }
    const { version, holidays, workdays } = objectOf(json, "calendar");
    const days = { holidays: daysOf(holidays), workdays: daysOf(workdays) };
    const heading = `${country} ${year}, version ${numberOf(version, "version")}`;
    return { json, text: `${heading}\n\n${calendarPage({ year, ...days })}` };
  },
});

function daysOf(json: Json | undefined): number[] {
  return listOf(json, "days").flatMap((one) => parseDay(textOf(one, "day")) ?? []);
}
