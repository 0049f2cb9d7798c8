import { formatAccount } from "../../primitives/account-id.ts";
import { argument, defineCommand } from "../command.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { operationLines, untilWhen } from "../proposal-words.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

export const proposalList = defineCommand({
  usage: "proposal list <account>",
  summary:
    "Every proposal of an account and what became of it; `account waiting` shows the open ones.",
  async run(session, given) {
    const account = formatAccount(await session.account(argument(given, 0)));
    const json = await readAll(session, "account_proposals", "proposals", { account });
    const rows = json.map(async (one) => {
      const { proposal, status, operations, approvals, expiresAt, code } = objectOf(
        one,
        "proposal",
      );
      const state = textOf(status, "status");
      const outcome = typeof code === "string" ? `${state}: ${code}` : state;
      const signed = listOf(approvals, "approvals").length;
      const until = untilWhen(expiresAt);
      const lines = await operationLines(session, operations);
      return [textOf(proposal, "proposal"), outcome, signed, until, lines];
    });
    const heads = ["proposal", "status", "approvals", "until", "operations"];
    return { json, text: renderTable(heads, await Promise.all(rows)) };
  },
});
