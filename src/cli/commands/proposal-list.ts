import { formatAccount } from "../../primitives/account-id.ts";
import { argument, defineCommand } from "../command.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { operationLines, untilWhen } from "../proposal-words.ts";
import { renderTable } from "../render.ts";

export const proposalList = defineCommand({
  usage: "proposal list <account>",
  summary: "What an account's signers are asked to approve, and what became of it.",
  async run(session, given) {
    const account = formatAccount(await session.account(argument(given, 0)));
    const json = await session.call("account_proposals", { account, limit: 100 });
    const rows = listOf(objectOf(json, "answer")["proposals"], "proposals").map((one) => {
      const { proposal, status, operations, approvals, expiresAt, code } = objectOf(
        one,
        "proposal",
      );
      const state = textOf(status, "status");
      const outcome = typeof code === "string" ? `${state}: ${code}` : state;
      const signed = listOf(approvals, "approvals").length;
      const until = untilWhen(expiresAt);
      return [textOf(proposal, "proposal"), outcome, signed, until, operationLines(operations)];
    });
    const heads = ["proposal", "status", "approvals", "until", "operations"];
    return { json, text: renderTable(heads, rows) };
  },
});
