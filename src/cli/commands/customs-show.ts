import { argument, defineCommand } from "../command.ts";
import { historyTable } from "../customs/history-table.ts";
import { KINDS, kindOf } from "../customs/kinds.ts";
import { CliError } from "../errors.ts";
import { objectOf } from "../ledger.ts";
import { renderJson } from "../render.ts";

export const customsShow = defineCommand({
  usage: "customs show <kind> <code> <number>",
  summary:
    "An order, payment, waybill or list by its originator's code and number, and its history.",
  async run(session, given) {
    const kind = kindOf(argument(given, 0));
    const { key, method } = KINDS[kind];
    const [code, number] = [argument(given, 1), argument(given, 2)];
    const found = await session.call(method, { [key[0]]: code, [key[1]]: number });
    if (found === null) {
      const hint = "Compare code and number with the document; upper and lower case differ.";
      throw new CliError("UNKNOWN_DOCUMENT", `There is no ${kind} ${code} ${number}.`, hint);
    }
    const { history, ...rest } = objectOf(found, method);
    const table = await historyTable(session, history);
    return { json: found, text: `${renderJson(rest)}\n\n${table}` };
  },
});
