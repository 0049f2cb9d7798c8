import { setTariff } from "../../transactions/customs/tax/set-tariff.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { rateOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { timeOf } from "../time-option.ts";

export const customsSetTariff = defineCommand({
  usage: "customs set-tariff <heading>",
  summary:
    "An authority sets the rates of a tariff heading of 2 to 10 digits from a coming time on.",
  options: [
    { flags: "--country <code>", summary: "like CN", fallback: "CN" },
    { flags: "--duty <rate>", summary: "in per cent, like 10", required: true },
    { flags: "--vat <rate>", summary: "value-added tax in per cent, like 13", required: true },
    { flags: "--consumption <rate>", summary: "consumption tax in per cent", fallback: "0" },
    {
      flags: "--from <time>",
      summary: "a day or a time in UTC, like 2027-01-01 or 2027-01-01T08:30Z",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const heading = argument(given, 0);
    const rate = (name: string): number => rateOf(textOption(given, name) ?? "");
    const body = {
      ...{ country: textOption(given, "country") ?? "", heading, duty: rate("duty") },
      ...{ valueAdded: rate("vat"), consumption: rate("consumption") },
      effectiveFromMs: timeOf(textOption(given, "from") ?? ""),
    };
    return carryOut(session, given, setTariff, body, `Set the rates of heading ${heading}`);
  },
});
