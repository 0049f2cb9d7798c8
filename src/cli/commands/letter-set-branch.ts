import { setBranch } from "../../transactions/letters/set-branch.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const letterSetBranch = defineCommand({
  usage: "letter set-branch <code>",
  summary: "A bank states which of its accounts answers letters to a branch.",
  options: [
    { flags: "--name <text>", summary: "the branch's name", required: true },
    { flags: "--handler <account>", summary: "the account that answers; the acting one if absent" },
    expiresOption,
  ],
  async run(session, given) {
    const account = await session.actor();
    const [code, name = ""] = [argument(given, 0), textOption(given, "name")];
    const named = textOption(given, "handler");
    const handler = named === undefined ? account : await session.account(named);
    const operations = [operationOf(setBranch, { code, name, handler })];
    return decide(session, given, { account, operations, summary: `Put branch ${code} on record` });
  },
});
