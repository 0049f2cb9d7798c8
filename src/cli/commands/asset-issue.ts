import { issue } from "../../transactions/assets/issue.ts";
import { parseTypedAmount } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { amountOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";
import { transact } from "../transact.ts";

export const assetIssue = defineCommand({
  usage: "asset issue",
  summary: "Creates an amount of the gateway's own asset for an account.",
  options: [
    { flags: "--to <account>", summary: "who receives: account or name", required: true },
    { flags: "--amount <amount>", summary: 'like "1250.00 HKD@gateway-hk"', required: true },
    { flags: "--reference <text>", summary: "reference of the fiat received, up to 35 bytes" },
  ],
  async run(session, given) {
    const typed = textOption(given, "amount") ?? "";
    const parsed = parseTypedAmount(typed);
    await session.keys(); // what is wrong on this side is said before a node is asked
    const to = await session.account(textOption(given, "to") ?? "");
    const amount = await amountOf(session, parsed);
    const body = { to, amount, reference: textOption(given, "reference") };
    const summary = `Issue ${typed} to ${textOption(given, "to")}`;
    return transact(session, { operations: [operationOf(issue, body)], summary });
  },
});
