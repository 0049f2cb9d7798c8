import { cancelOrder } from "../../transactions/trade/mall/orders/cancel.ts";
import { defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";
import { inWords, partyOf, sumOf } from "../trade/order-money.ts";
import { orderGiven } from "../trade/sold-order.ts";

export const tradeCancel = defineCommand({
  usage: "trade cancel <order>",
  summary: "Cancels an order that was not sent, or the merchant what was not sent of it.",
  options: [
    {
      flags: "--reason <code>",
      summary: "BUYER_WITHDREW, OUT_OF_STOCK, WRONG_PRICE, FRAUD or OTHER",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const { typed, order, money } = await orderGiven(session, given);
    const escrow = sumOf(order["escrow"]);
    const [what, some] =
      order["status"] === "shipping"
        ? [`what was not sent of order ${typed}`, "its part of "]
        : [`order ${typed}`, ""];
    const payer = await partyOf(session, order["payer"]);
    const back = escrow === "0" ? "" : `: ${some}${inWords(escrow, money)} back to ${payer}`;
    const body = { order: order["id"]!, reason: textOption(given, "reason") ?? "" };
    return carryOut(session, given, cancelOrder, body, `Cancel ${what}${back}`);
  },
});
