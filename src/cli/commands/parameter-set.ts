import { dayOf, formatDay, parseDay } from "../../primitives/civil-day.ts";
import { setParameter } from "../../transactions/rules/set-parameter.ts";
import { PARAMETER_NAMES } from "../../transactions/rules/parameters.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { operationFromJson } from "../operations.ts";
import { countryOption } from "../year-option.ts";

export const parameterSet = defineCommand({
  usage: "parameter set",
  summary: "The regulator of --key sets a parameter of its country from a coming time on.",
  options: [
    countryOption,
    { flags: "--name <name>", summary: PARAMETER_NAMES.join(" or "), required: true },
    {
      flags: "--value <number>",
      summary: "a whole number in the parameter's unit",
      required: true,
    },
    {
      flags: "--from <time>",
      summary: "a day or a time in UTC, like 2027-01-01 or 2027-01-01T08:30Z",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const [country = "", name = "", value = ""] = ["country", "name", "value"].map((option) =>
      textOption(given, option),
    );
    const effectiveFromMs = timeOf(textOption(given, "from") ?? "");
    const operations = [operationFromJson(setParameter, { country, name, value, effectiveFromMs })];
    const summary = `Set ${name} of ${country} to ${value}`;
    return decide(session, given, { account: await session.actor(), operations, summary });
  },
});

const TIME = /^([0-9-]{10})(?:T([01][0-9]|2[0-3]):([0-5][0-9])Z)?$/;

/** Milliseconds UTC of what was typed. A time without a zone would mean another one on every machine. */
function timeOf(text: string): number {
  const [, date = "", hours = "00", minutes = "00"] = TIME.exec(text) ?? [];
  const day = parseDay(date);
  if (day !== undefined) return ((day * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000;
  const hint = `Write a day of the calendar, or a day and a time in UTC: ${formatDay(dayOf(Date.now()))}T08:30Z.`;
  throw usageError("TIME_FORMAT", `"${text}" is no time.`, hint);
}
