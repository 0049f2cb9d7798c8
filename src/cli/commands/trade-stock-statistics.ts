import { defineCommand, textOption } from "../command.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";
import { quantityText } from "../stock/in-words.ts";

const COUNTS = ["movements", "ranEmpty"] as const;
const FLOWS = [
  ...(["received", "dispatched", "sentOn", "arrived"] as const),
  ...(["found", "lost", "shipped", "cameBack"] as const),
];

export const tradeStockStatistics = defineCommand({
  usage: "trade stock-statistics",
  summary:
    "A month's goods in and out of warehouses by day: received, shipped, come back, lost and found, by chapter and unit.",
  options: [
    { flags: "--country <code>", summary: "of the warehouses, like CN", fallback: "CN" },
    { flags: "--month <month>", summary: "like 2026-11", required: true },
  ],
  async run(session, given) {
    const [country = "", month = ""] = ["country", "month"].map((one) => textOption(given, one));
    const json = await readAll(session, "trade_stockStatistics", "statistics", { country, month });
    const rows = listOf(json, "statistics").map((one) => {
      const { day, chapter, unit, withheld, ...of } = objectOf(one, "day");
      const counts =
        withheld === true
          ? ["few: withheld"]
          : [
              ...COUNTS.map((name) => of[name]),
              ...FLOWS.map((name) => quantityText(textOf(of[name], name))),
            ];
      return [day, chapter, unit, ...counts].map((cell) => cell ?? null);
    });
    const heads = ["movements", "ran empty", "received", "dispatched", "sent on", "arrived"];
    const numbers = [...heads, "found", "lost", "shipped", "came back"];
    return { json, text: renderTable(["day", "chapter", "unit", ...numbers], rows, numbers) };
  },
});
