import type { Json } from "../../primitives/fields/field.ts";
import { argument, defineCommand } from "../command.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

export const customsNotices = defineCommand({
  usage: "customs notices <country>",
  summary: "Notices that a country's agencies have published, oldest first.",
  async run(session, given) {
    const country = argument(given, 0);
    const json = await readAll(session, "customs_notices", "notices", { country });
    const rows = listOf(json, "notices").map((one) => {
      const { id, title, effectiveFrom, supersededBy, address } = objectOf(one, "notice");
      const state =
        (supersededBy ?? null) === null ? "holds" : `see ${textOf(supersededBy, "id").slice(0, 8)}`;
      return [textOf(id, "id").slice(0, 8), title, effectiveFrom, state, address].map(
        (cell): Json => cell ?? null,
      );
    });
    return { json, text: renderTable(["id", "title", "effective", "state", "address"], rows) };
  },
});
