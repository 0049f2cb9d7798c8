import { decideCommodity } from "../../transactions/customs/commodities/decide.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { decisionGiven, decisionOptions } from "../customs/decision-options.ts";
import { expiresOption } from "../decide.ts";
import { CliError } from "../errors.ts";
import { listOf, objectOf } from "../ledger.ts";

export const customsDecideCommodity = defineCommand({
  usage: "customs decide-commodity <merchant> <itemNo>",
  summary: "An office approves, refuses, suspends or reinstates the record of an article.",
  options: [...decisionOptions, expiresOption],
  async run(session, given) {
    const [merchant, itemNo] = [argument(given, 0), argument(given, 1)];
    const answer = objectOf(
      await session.call("customs_commodities", { merchant, itemNo }),
      "answer",
    );
    const [found] = listOf(answer["commodities"], "commodities");
    if (found === undefined) {
      const hint = "`portolan customs commodities` shows a merchant's articles.";
      throw new CliError("UNKNOWN_COMMODITY", `${merchant} has filed no article ${itemNo}.`, hint);
    }
    const { decision, words } = decisionGiven(given, objectOf(found, "commodity"));
    const summary = `${words} of article ${itemNo}`;
    const body = { merchant, itemNo, ...decision };
    return carryOut(session, given, decideCommodity, body, summary);
  },
});
