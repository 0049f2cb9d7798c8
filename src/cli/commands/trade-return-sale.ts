import { returnSale } from "../../transactions/trade/stock/return-sale.ts";
import { argument, defineCommand } from "../command.ts";
import { expiresOption } from "../decide.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { comingBackGiven, comingBackOptions } from "../stock/coming-back.ts";

export const tradeReturnSale = defineCommand({
  usage: "trade return-sale <sale> <line> <quantity>",
  summary:
    "The warehouse takes goods of an order back; the mall owes the buyer their part of the price.",
  options: [...comingBackOptions, expiresOption],
  async run(session, given) {
    const summary = `Take ${argument(given, 2)} of ${argument(given, 0)} back`;
    return carryOutStock(session, given, returnSale, comingBackGiven(given), summary);
  },
});
