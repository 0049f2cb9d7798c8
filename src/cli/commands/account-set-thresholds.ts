import { setThresholds } from "../../transactions/participants/set-thresholds.ts";
import { thresholdsOf } from "../authority-options.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const accountSetThresholds = defineCommand({
  usage: "account set-thresholds <weights>",
  summary: "Sets the weights that the acting account needs: low,medium,high, like 1,2,2.",
  options: [expiresOption],
  async run(session, given) {
    const text = argument(given, 0);
    const operations = [operationOf(setThresholds, { thresholds: thresholdsOf(text) })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Set thresholds to ${text}` });
  },
});
