import { defineCommand, textOption } from "../command.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";
import { quantityText } from "../stock/in-words.ts";

export const tradeStockLevels = defineCommand({
  usage: "trade stock-levels",
  summary: "What lies in a country's warehouses now, by chapter of the tariff and unit.",
  options: [{ flags: "--country <code>", summary: "of the warehouses, like CN", fallback: "CN" }],
  async run(session, given) {
    const country = textOption(given, "country") ?? "";
    const json = await readAll(session, "trade_stockLevels", "levels", { country });
    const rows = listOf(json, "levels").map((one) => {
      const { chapter, unit, withheld, shelves, onHand } = objectOf(one, "level");
      const counts =
        withheld === true
          ? ["few: withheld", null]
          : [shelves, quantityText(textOf(onHand, "on hand"))];
      return [chapter, unit, ...counts].map((cell) => cell ?? null);
    });
    const numbers = ["shelves", "on hand"];
    return { json, text: renderTable(["chapter", "unit", ...numbers], rows, numbers) };
  },
});
