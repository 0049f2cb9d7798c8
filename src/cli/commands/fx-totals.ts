import { withNames } from "../account-names.ts";
import { defineCommand, textOption } from "../command.ts";
import { listOf, objectOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { withReadableAmounts } from "../readable-amounts.ts";
import { renderTable } from "../render.ts";

export const fxTotals = defineCommand({
  usage: "fx totals",
  summary: "What a country's participants converted in a month, by assets and purpose.",
  options: [
    { flags: "--country <code>", summary: "ISO 3166-1, like HK", required: true },
    { flags: "--month <month>", summary: "like 2026-11", required: true },
  ],
  async run(session, given) {
    const [country, month] = [textOption(given, "country") ?? "", textOption(given, "month") ?? ""];
    const json = await readAll(session, "fx_totals", "totals", { country, month });
    const named = await withNames(session, await withReadableAmounts(session, json));
    const rows = listOf(named, "totals").map((one) => {
      const { purpose, conversions, gave, got } = objectOf(one, "total");
      return [purpose ?? "–", conversions ?? null, gave ?? null, got ?? null];
    });
    const heads = ["purpose", "conversions", "gave", "got"];
    return { json, text: renderTable(heads, rows, ["conversions", "gave", "got"]) };
  },
});
