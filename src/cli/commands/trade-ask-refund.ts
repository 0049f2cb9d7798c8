import { askRefund } from "../../transactions/trade/mall/orders/ask-refund.ts";
import { defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";
import { portionGiven, portionOptions } from "../trade/portion-options.ts";
import { inWords, sumOf } from "../trade/order-money.ts";
import { orderGiven } from "../trade/sold-order.ts";

export const tradeAskRefund = defineCommand({
  usage: "trade ask-refund <order>",
  summary: "The buyer asks the merchant for a part of what is in escrow, or all of it.",
  options: [
    ...portionOptions,
    {
      flags: "--reason <code>",
      summary: "NOT_RECEIVED, DAMAGED, NOT_AS_DESCRIBED, RETURNED or OTHER",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const { typed, order, money } = await orderGiven(session, given);
    const portion = portionGiven(given, money);
    const body = { order: order["id"]!, ...portion, reason: textOption(given, "reason") ?? "" };
    const summary = `Ask for ${inWords(sumOf(portion), money)} of order ${typed}`;
    return carryOut(session, given, askRefund, body, summary);
  },
});
