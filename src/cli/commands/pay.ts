import { transfer } from "../../transactions/payments/transfer.ts";
import { parseTypedAmount } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { amountOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";
import { detailsGiven, orderOptions, uetrGiven, uuidBytes } from "../payment-options.ts";

/** One payment. With --uetr given, running it again never pays twice: the ledger takes each UETR once. */
export const pay = defineCommand({
  usage: "pay",
  summary: "Pays an amount from the account of --key to another account.",
  options: [...orderOptions, expiresOption],
  async run(session, given) {
    const typed = textOption(given, "amount") ?? "";
    const parsed = parseTypedAmount(typed);
    await session.keys(); // what is wrong on this side is said before a node is asked
    const to = await session.account(textOption(given, "to") ?? "");
    const amount = await amountOf(session, parsed);
    const uetr = uetrGiven(given);
    const body = { to, amount, uetr: uuidBytes(uetr), ...detailsGiven(given) };
    const summary = `Pay ${typed} to ${textOption(given, "to")}`;
    const operations = [operationOf(transfer, body)];
    const account = await session.actor();
    const answer = await decide(session, given, { account, operations, summary });
    const heading = `${typed} to ${textOption(given, "to")}, UETR ${uetr}`;
    return { json: { uetr, ...(answer.json as object) }, text: `${heading}\n${answer.text}` };
  },
});
