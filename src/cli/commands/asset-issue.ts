import { issue } from "../../transactions/assets/issue.ts";
import { parseTypedAmount } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { amountOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";

export const assetIssue = defineCommand({
  usage: "asset issue",
  summary: "Creates an amount of the gateway's own asset for an account.",
  options: [
    { flags: "--to <account>", summary: "who receives: account or name", required: true },
    { flags: "--amount <amount>", summary: 'like "1250.00 HKD@gateway-hk"', required: true },
    { flags: "--reference <text>", summary: "reference of the fiat received, up to 35 bytes" },
    expiresOption,
  ],
  async run(session, given) {
    const typed = textOption(given, "amount") ?? "";
    const parsed = parseTypedAmount(typed);
    await session.keys(); // what is wrong on this side is said before a node is asked
    const to = await session.account(textOption(given, "to") ?? "");
    const amount = await amountOf(session, parsed);
    const body = { to, amount, reference: textOption(given, "reference") };
    const summary = `Issue ${typed} to ${textOption(given, "to")}`;
    const operations = [operationOf(issue, body)];
    return decide(session, given, { account: await session.actor(), operations, summary });
  },
});
