import { acceptOrder } from "../../transactions/trade/mall/orders/accept.ts";
import { defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";
import { inWords, sumOf } from "../trade/order-money.ts";
import { sellersOf } from "../trade/sellers.ts";
import { orderGiven } from "../trade/sold-order.ts";

export const tradeAccept = defineCommand({
  usage: "trade accept <order>",
  summary: "The buyer accepts an order that was sent; its sellers are paid out of escrow.",
  options: [expiresOption],
  async run(session, given) {
    const { typed, order, money } = await orderGiven(session, given);
    const sum = inWords(sumOf(order["escrow"]), money);
    const summary = `Accept order ${typed}: ${sum} to ${await sellersOf(session, order)}`;
    return carryOut(session, given, acceptOrder, { order: order["id"]! }, summary);
  },
});
