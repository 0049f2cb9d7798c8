import { decideRefund } from "../../transactions/trade/refunds/decide.ts";
import { defineCommand } from "../command.ts";
import { expiresOption } from "../decide.ts";
import { textOf } from "../ledger.ts";
import { answerOptions, refusalGiven } from "../refunds/answer-given.ts";
import { amountText } from "../refunds/amount-text.ts";
import { carryingOut } from "../carry-out.ts";
import { claimFound, minorOf } from "../refunds/claim-found.ts";
import { inRefundWords } from "../refunds/in-words.ts";

export const tradeDecideRefund = defineCommand({
  usage: "trade decide-refund <claim>",
  summary:
    "The tax authority approves or refuses a claim; until it is paid it can still be refused.",
  options: [...answerOptions("approve", "INCOMPLETE or INVOICE_DOUBTFUL"), expiresOption],
  async run(session, given) {
    const reason = refusalGiven(given, "approve");
    const approve = reason === null;
    const found = await claimFound(session, given);
    const amount = await amountText(session, minorOf(found, "refund"), found);
    const claimant = textOf(found.claim["participant"], "participant");
    const summary = `${approve ? "Approve" : "Refuse"} ${amount} to ${claimant}`;
    const body = { claim: found.id, approve, reason };
    const inWords = inRefundWords(found.decimals);
    return carryingOut(inWords)(session, given, decideRefund, body, summary);
  },
});
