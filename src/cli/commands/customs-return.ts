import { returnGoods } from "../../transactions/customs/lists/return.ts";
import { argument, defineCommand, listOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { listNamed } from "../customs/list-named.ts";
import { guidGiven, guidOption } from "../customs/new-guid.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";

export const customsReturn = defineCommand({
  usage: "customs return <list>",
  summary: "A declarant announces that goods of a released list come back (CEB625).",
  options: [
    {
      flags: "--lines <lines>",
      summary: "line and quantity of each, lines from 0, like 0:1,2:0.5",
      required: true,
    },
    guidOption,
    expiresOption,
  ],
  async run(session, given) {
    const lines = listOption(given, "lines").map((text) => {
      const [, line, quantity = ""] = /^([0-9]{1,3}):([0-9.]+)$/.exec(text) ?? [];
      if (line !== undefined) return { line: Number(line), quantity: quantityOf(quantity) };
      const hint = "Write line and quantity with a colon between, like 0:1 or 2:0.5.";
      throw usageError("LINES_FORMAT", `"${text}" is no line.`, hint);
    });
    const body = { guid: guidGiven(given), list: listNamed(argument(given, 0)), lines };
    return carryOut(
      session,
      given,
      returnGoods,
      body,
      `Announce a return of ${argument(given, 0)}`,
    );
  },
});
