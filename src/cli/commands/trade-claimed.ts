import { argument, defineCommand } from "../command.ts";
import { listNamed } from "../customs/list-named.ts";
import { CliError } from "../errors.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { renderTable } from "../render.ts";
import { quantityText } from "../stock/in-words.ts";

const COUNTS = ["declared", "returned", "claimed", "left"];

export const tradeClaimed = defineCommand({
  usage: "trade claimed <list>",
  summary: "What of each line of an export list came back, is claimed, and is left to claim on.",
  async run(session, given) {
    const typed = argument(given, 0);
    const json = await session.call("trade_claimed", { list: listNamed(typed) });
    if (json === null) {
      const hint = "`portolan customs lists` shows those of an enterprise.";
      throw new CliError("UNKNOWN_LIST", `There is no export list ${typed}.`, hint);
    }
    const rows = listOf(objectOf(json, "answer")["lines"], "lines").map((one, line) => {
      const counts = objectOf(one, "line");
      return [line, ...COUNTS.map((name) => quantityText(textOf(counts[name], name)))];
    });
    return { json, text: renderTable(["line", ...COUNTS], rows, COUNTS) };
  },
});
