import { repayRefund } from "../../transactions/trade/refunds/repay.ts";
import { defineCommand } from "../command.ts";
import { expiresOption } from "../decide.ts";
import { textOf } from "../ledger.ts";
import { uetrGiven } from "../payment-options.ts";
import { amountText } from "../refunds/amount-text.ts";
import { carryOutRefund } from "../refunds/carry-out.ts";
import { claimFound, minorOf } from "../refunds/claim-found.ts";
import { inRefundWords } from "../refunds/in-words.ts";

export const tradeRepay = defineCommand({
  usage: "trade repay <claim>",
  summary: "An exporter pays back what a claim owes, all of it, to the treasury.",
  options: [
    { flags: "--uetr <uuid>", summary: "of the payment; a new one if absent" },
    expiresOption,
  ],
  async run(session, given) {
    const found = await claimFound(session, given);
    const { id, claim } = found;
    const amount = await amountText(session, minorOf(found, "due"), found);
    const summary = `Pay ${amount} back to the treasury of ${textOf(claim["country"], "country")}`;
    const uetr = uetrGiven(given);
    const inWords = inRefundWords(found.decimals);
    const shown = { summary, inWords };
    const answer = await carryOutRefund(session, given, repayRefund, { claim: id, uetr }, shown);
    const json = { uetr, ...(answer.json as object) };
    return { json, text: `UETR ${uetr}\n${answer.text}` };
  },
});
