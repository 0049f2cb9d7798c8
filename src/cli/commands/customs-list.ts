import { argument, defineCommand } from "../command.ts";
import { historyTable } from "../customs/history-table.ts";
import { listFound } from "../customs/list-named.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { renderJson, renderTable } from "../render.ts";

export const customsList = defineCommand({
  usage: "customs list <list>",
  summary:
    "An inventory list by AGENT/COPNO, id, preNo or invtNo: what does not fit, tax, returns, history.",
  async run(session, given) {
    const found = await listFound(session, argument(given, 0));
    const { list, mismatches, history, ...rest } = found;
    const { content, ...state } = objectOf(list, "list");
    const rows = listOf(mismatches, "mismatches").map((one) => {
      const { code, left, right } = objectOf(one, "mismatch");
      const words = [left, right].map((side) => {
        const { source, field } = objectOf(side, "side");
        return `${textOf(source, "source")} ${textOf(field, "field")}`;
      });
      return [code ?? null, ...words];
    });
    const parts = [renderJson({ ...state, ...rest }), renderJson(content ?? null)];
    if (rows.length > 0) parts.push(renderTable(["mismatch", "this", "and this"], rows));
    parts.push(await historyTable(session, history));
    return { json: found, text: parts.join("\n\n") };
  },
});
