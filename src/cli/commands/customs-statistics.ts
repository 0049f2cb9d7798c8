import type { Json } from "../../primitives/fields/field.ts";
import { formatMinor } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

const COUNTS = ["declared", "matched", "mismatched", "released", "refused", "cancelled"] as const;

export const customsStatistics = defineCommand({
  usage: "customs statistics",
  summary: "A month's lists by day, direction and mode: counts, value, tax, hours until release.",
  options: [
    { flags: "--country <code>", summary: "like CN", fallback: "CN" },
    { flags: "--month <month>", summary: "like 2026-11", required: true },
  ],
  async run(session, given) {
    const [country = "", month = ""] = ["country", "month"].map((one) => textOption(given, one));
    const json = await readAll(session, "customs_statistics", "statistics", { country, month });
    const rows = listOf(json, "statistics").map((one): Json[] => {
      const { day, direction, mode, counts, mismatchRate, p50, p90 } = objectOf(one, "day");
      const of = objectOf(counts, "counts");
      const [value, tax] = ["value", "tax"].map((name) => {
        return formatMinor(BigInt(textOf(of[name], name)), 2);
      }) as [string, string];
      const rate = mismatchRate === null ? null : numberOf(mismatchRate, "rate") / 100;
      const numbers = COUNTS.map((name) => of[name] ?? null);
      const first = [day, direction, mode].map((cell) => cell ?? null);
      return [...first, ...numbers, value, tax, rate, p50 ?? null, p90 ?? null];
    });
    const numbers = [...COUNTS, "value", "tax", "mismatch %", "hours p50", "hours p90"];
    return { json, text: renderTable(["day", "direction", "mode", ...numbers], rows, numbers) };
  },
});
