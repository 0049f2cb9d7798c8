import { setParameter } from "../../transactions/rules/set-parameter.ts";
import { PARAMETER_NAMES } from "../../transactions/rules/parameters.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationFromJson } from "../operations.ts";
import { timeOf } from "../time-option.ts";
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
