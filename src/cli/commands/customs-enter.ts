import { enterSummary } from "../../transactions/customs/exports/enter.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";

export const customsEnter = defineCommand({
  usage: "customs enter <summary> <entryId>",
  summary: "Customs gives a summary application the number of its declaration (CEB792).",
  options: [expiresOption],
  async run(session, given) {
    const [summary, entryId] = [argument(given, 0), argument(given, 1)];
    return carryOut(session, given, enterSummary, { summary, entryId }, `Enter ${entryId}`);
  },
});
