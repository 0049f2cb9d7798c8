import type { Json } from "../../primitives/fields/field.ts";
import { argument, defineCommand } from "../command.ts";
import { listOf, objectOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

export const customsCommodities = defineCommand({
  usage: "customs commodities <merchant>",
  summary: "The articles that a merchant has on record: in force, and what waits for approval.",
  async run(session, given) {
    const merchant = argument(given, 0);
    const json = await readAll(session, "customs_commodities", "commodities", { merchant });
    const rows = listOf(json, "commodities").map((one) => {
      const { itemNo, version, terms, filed, suspended, refused } = objectOf(one, "record");
      const inForce = (terms ?? null) === null ? {} : objectOf(terms, "terms");
      const { gcode, origin, name } = inForce;
      const waits = (filed ?? null) === null ? null : (objectOf(filed, "filed")["version"] ?? null);
      return [itemNo, version, gcode, origin, name, waits, suspended ?? refused].map(
        (cell): Json => cell ?? null,
      );
    });
    const heads = [
      "article",
      "version",
      "gcode",
      "origin",
      "name",
      "waits",
      "suspended or refused",
    ];
    return { json, text: renderTable(heads, rows) };
  },
});
