import { declareSummary } from "../../transactions/customs/exports/summarise.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { listNamed } from "../customs/list-named.ts";
import { guidGiven, guidOption } from "../customs/new-guid.ts";
import { expiresOption } from "../decide.ts";

export const customsSumUp = defineCommand({
  usage: "customs sum-up <agentCode> <copNo> <lists...>",
  summary: "A declarant applies for one declaration of released export lists (CEB701).",
  options: [
    { flags: "--bill-no <number>", summary: "the master bill that all went with" },
    guidOption,
    expiresOption,
  ],
  async run(session, given) {
    const [agentCode, copNo] = [argument(given, 0), argument(given, 1)];
    const lists = given.args.slice(2).map(listNamed);
    const billNo = textOption(given, "billNo") ?? null;
    const body = { guid: guidGiven(given), agentCode, copNo, billNo, lists };
    return carryOut(session, given, declareSummary, body, `Sum ${lists.length} lists up`);
  },
});
