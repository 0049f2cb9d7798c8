import { removeBranch } from "../../transactions/letters/remove-branch.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const letterRemoveBranch = defineCommand({
  usage: "letter remove-branch <code>",
  summary: "A bank takes a branch off the record of those that letters can be addressed to.",
  options: [expiresOption],
  async run(session, given) {
    const code = argument(given, 0);
    const operations = [operationOf(removeBranch, { code })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Take ${code} off the record` });
  },
});
