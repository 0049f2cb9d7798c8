import { decideDispute } from "../../transactions/trade/mall/orders/decide-dispute.ts";
import { defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";
import { portionGiven, portionOptions } from "../trade/portion-options.ts";
import { inWords, partyOf, sumOf } from "../trade/order-money.ts";
import { sellersOf } from "../trade/sellers.ts";
import { orderGiven } from "../trade/sold-order.ts";

export const tradeDecide = defineCommand({
  usage: "trade decide <order>",
  summary: "The arbiter says how much of a disputed order's money goes back to the buyer.",
  options: [...portionOptions, expiresOption],
  async run(session, given) {
    const { typed, order, money } = await orderGiven(session, given);
    const portion = portionGiven(given, money);
    const payer = await partyOf(session, order["payer"]);
    const [back, all] = [sumOf(portion), sumOf(order["escrow"])];
    const sellers = await sellersOf(session, order);
    const summary = `Decide on order ${typed}: of ${inWords(all, money)} in escrow ${inWords(back, money)} to ${payer}, the rest to ${sellers}`;
    return carryOut(session, given, decideDispute, { order: order["id"]!, ...portion }, summary);
  },
});
