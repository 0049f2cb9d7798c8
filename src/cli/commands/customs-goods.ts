import type { Json } from "../../primitives/fields/field.ts";
import { formatMinor } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

export const customsGoods = defineCommand({
  usage: "customs goods",
  summary:
    "A month's released goods by day, mode, origin and tariff chapter; small groups without numbers.",
  options: [
    { flags: "--country <code>", summary: "like CN", fallback: "CN" },
    { flags: "--month <month>", summary: "like 2026-11", required: true },
  ],
  async run(session, given) {
    const [country = "", month = ""] = ["country", "month"].map((one) => textOption(given, one));
    const json = await readAll(session, "customs_goods", "goods", { country, month });
    const rows = listOf(json, "goods").map((one): Json[] => {
      const { day, direction, mode, currency, origin, chapter, lists, lines, value } = objectOf(
        one,
        "group",
      );
      const worth = value === null ? "withheld" : formatMinor(BigInt(textOf(value, "value")), 2);
      return [day, direction, mode, currency, origin, chapter, lists, lines, worth].map(
        (cell) => cell ?? null,
      );
    });
    const heads = [
      "day",
      "direction",
      "mode",
      "currency",
      "origin",
      "chapter",
      "lists",
      "lines",
      "value",
    ];
    return { json, text: renderTable(heads, rows, heads.slice(6)) };
  },
});
