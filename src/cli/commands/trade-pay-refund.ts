import { payRefund } from "../../transactions/trade/refunds/pay.ts";
import { defineCommand } from "../command.ts";
import { expiresOption } from "../decide.ts";
import { uetrGiven } from "../payment-options.ts";
import { amountText } from "../refunds/amount-text.ts";
import { carryOutRefund } from "../refunds/carry-out.ts";
import { claimFound, minorOf } from "../refunds/claim-found.ts";
import { inRefundWords } from "../refunds/in-words.ts";
import { partyOf } from "../trade/order-money.ts";

export const tradePayRefund = defineCommand({
  usage: "trade pay-refund <claim>",
  summary: "The treasury pays an approved claim, once, to the account that claimed.",
  options: [
    { flags: "--uetr <uuid>", summary: "of the payment; a new one if absent" },
    expiresOption,
  ],
  async run(session, given) {
    const found = await claimFound(session, given);
    const { id, claim } = found;
    const amount = await amountText(session, minorOf(found, "refund"), found);
    const summary = `Pay ${amount} to ${await partyOf(session, claim["account"])}`;
    const uetr = uetrGiven(given);
    const inWords = inRefundWords(found.decimals);
    const shown = { summary, inWords };
    const answer = await carryOutRefund(session, given, payRefund, { claim: id, uetr }, shown);
    const json = { uetr, ...(answer.json as object) };
    return { json, text: `UETR ${uetr}\n${answer.text}` };
  },
});
