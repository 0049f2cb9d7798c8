import { answerRefund } from "../../transactions/trade/mall/orders/answer-refund.ts";
import { defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { answerGiven, answerOptions } from "../customs/decision-options.ts";
import { expiresOption } from "../decide.ts";
import { CliError } from "../errors.ts";
import { inWords, partyOf, sumOf } from "../trade/order-money.ts";
import { orderGiven } from "../trade/sold-order.ts";

export const tradeAnswer = defineCommand({
  usage: "trade answer <order>",
  summary: "The merchant agrees to a refund, which is paid at once, or refuses it.",
  options: [...answerOptions, expiresOption],
  async run(session, given) {
    const agree = answerGiven(given);
    const { typed, order, money } = await orderGiven(session, given);
    const asking = order["asking"] ?? null;
    if (asking === null) {
      const hint = "`portolan trade order` shows what is asked for.";
      throw new CliError("NOTHING_ASKED", `No refund of order ${typed} is asked for.`, hint);
    }
    const sum = inWords(sumOf(asking), money);
    const payer = await partyOf(session, order["payer"]);
    const summary = agree
      ? `Pay ${sum} of order ${typed} back to ${payer}`
      : `Refuse to pay ${sum} of order ${typed} back to ${payer}`;
    return carryOut(session, given, answerRefund, { order: order["id"]!, agree }, summary);
  },
});
