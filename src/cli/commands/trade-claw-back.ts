import { clawBackRefund } from "../../transactions/trade/refunds/claw-back.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { expiresOption } from "../decide.ts";
import { textOf } from "../ledger.ts";
import { minorGiven } from "../refunds/amount-given.ts";
import { amountText } from "../refunds/amount-text.ts";
import { carryingOut } from "../carry-out.ts";
import { claimFound } from "../refunds/claim-found.ts";
import { inRefundWords } from "../refunds/in-words.ts";

export const tradeClawBack = defineCommand({
  usage: "trade claw-back <claim> <amount>",
  summary: "The tax authority demands a paid refund back, whole or in part, like 100.00.",
  options: [
    {
      flags: "--reason <code>",
      summary: "like FALSE_INVOICE, RECEIPT_SENT_BACK or ERROR",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const found = await claimFound(session, given);
    const { id, claim } = found;
    const minor = await minorGiven(session, argument(given, 1), found);
    const amount = await amountText(session, minor, found);
    const summary = `Demand ${amount} back from ${textOf(claim["participant"], "participant")}`;
    const body = { claim: id, minor: minor.toString(), reason: textOption(given, "reason") ?? "" };
    const inWords = inRefundWords(found.decimals);
    return carryingOut(inWords)(session, given, clawBackRefund, body, summary);
  },
});
