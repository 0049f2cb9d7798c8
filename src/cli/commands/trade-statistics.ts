import type { Json } from "../../primitives/fields/field.ts";
import { formatMinor } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

const COUNTS = ["placed", "paid", "parcels", "accepted", "timedOut", "cancelled"] as const;

export const tradeStatistics = defineCommand({
  usage: "trade statistics",
  summary: "A month's orders of malls by day: counts, value, refunds, days until they were done.",
  options: [
    { flags: "--country <code>", summary: "of the platform, like CN", fallback: "CN" },
    { flags: "--month <month>", summary: "like 2026-11", required: true },
  ],
  async run(session, given) {
    const [country = "", month = ""] = ["country", "month"].map((one) => textOption(given, one));
    const json = await readAll(session, "trade_statistics", "statistics", { country, month });
    const rows = listOf(json, "statistics").map((one): Json[] => {
      const { day, direction, sale, counts, value, refunded, p50, p90 } = objectOf(one, "day");
      const of = objectOf(counts, "counts");
      const numbers = COUNTS.map((name) => of[name] ?? null);
      const money = [value, refunded].map((minor) =>
        (minor ?? null) === null ? "withheld" : formatMinor(BigInt(textOf(minor, "money")), 2),
      );
      const days = [p50, p90].map((half) => (typeof half === "number" ? half / 2 : null));
      return [...[day, direction, sale].map((cell) => cell ?? null), ...numbers, ...money, ...days];
    });
    const numbers = [...COUNTS, "value", "refunded", "days p50", "days p90"];
    return { json, text: renderTable(["day", "direction", "sale", ...numbers], rows, numbers) };
  },
});
