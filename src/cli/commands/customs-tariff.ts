import { argument, defineCommand, textOption } from "../command.ts";
import { CliError } from "../errors.ts";
import { listOf, numberOf, objectOf } from "../ledger.ts";
import { renderTable } from "../render.ts";

export const customsTariff = defineCommand({
  usage: "customs tariff <gcode>",
  summary: "The rates of an article by its 10 digits, and those that come.",
  options: [{ flags: "--country <code>", summary: "like CN", fallback: "CN" }],
  async run(session, given) {
    const [country, gcode] = [textOption(given, "country") ?? "", argument(given, 0)];
    const json = await session.call("customs_tariff", { country, gcode });
    if (json === null) {
      const hint =
        "`portolan customs set-tariff` sets rates of a chapter, a heading or an article.";
      throw new CliError("NO_TARIFF", `${country} has no rates in force for ${gcode}.`, hint);
    }
    const { heading, version, versions } = objectOf(json, "tariff");
    const rows = listOf(objectOf(versions, "versions")["recent"], "versions").map((one) => {
      const { version: of, duty, valueAdded, consumption, effectiveFromMs } = objectOf(one, "one");
      const from = new Date(numberOf(effectiveFromMs, "time")).toISOString();
      const rates = [duty, valueAdded, consumption].map((rate) => numberOf(rate, "rate") / 100);
      return [heading ?? null, of ?? null, from, ...rates, of === version ? "in force" : ""];
    });
    const heads = ["heading", "version", "from", "duty %", "VAT %", "consumption %", ""];
    return { json, text: renderTable(heads, rows, heads.slice(3, 6)) };
  },
});
