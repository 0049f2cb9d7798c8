import { parseAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { withNames } from "../account-names.ts";
import { formatMinor } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { decimalsOf, listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
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
    const rows: Json[][] = [];
    for (const one of json) {
      const total = objectOf(one, "total");
      const amount = async (asset: string, minor: string): Promise<string[]> => {
        const name = textOf(total[asset], asset);
        const decimals = await decimalsOf(session, parseAsset(name)!);
        return [formatMinor(BigInt(textOf(total[minor], minor)), decimals), name];
      };
      const legs = [...(await amount("gave", "gaveMinor")), ...(await amount("got", "gotMinor"))];
      rows.push([total["purpose"] ?? "–", numberOf(total["conversions"], "conversions"), ...legs]);
    }
    const heads = ["purpose", "conversions", "gave", "of", "got", "into"];
    const shown = listOf(await withNames(session, rows), "rows") as Json[][];
    return { json, text: renderTable(heads, shown, ["conversions", "gave", "got"]) };
  },
});
