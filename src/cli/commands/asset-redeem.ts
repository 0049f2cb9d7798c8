import { redeem } from "../../transactions/assets/redeem.ts";
import { parseTypedAmount } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { amountOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";

export const assetRedeem = defineCommand({
  usage: "asset redeem",
  summary: "Asks the issuer to pay out an amount; it is on hold until the issuer answers.",
  options: [
    { flags: "--amount <amount>", summary: 'like "1250.00 HKD@gateway-hk"', required: true },
    { flags: "--reference <text>", summary: "your reference for the payout, up to 35 bytes" },
    expiresOption,
  ],
  async run(session, given) {
    const typed = textOption(given, "amount") ?? "";
    const parsed = parseTypedAmount(typed);
    await session.keys(); // what is wrong on this side is said before a node is asked
    const amount = await amountOf(session, parsed);
    const reference = textOption(given, "reference");
    const operations = [operationOf(redeem, { amount, reference })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Redeem ${typed}` });
  },
});
