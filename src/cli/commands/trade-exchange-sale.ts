import { exchangeSale } from "../../transactions/trade/stock/exchange-sale.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { comingBackGiven, comingBackOptions } from "../stock/coming-back.ts";

export const tradeExchangeSale = defineCommand({
  usage: "trade exchange-sale <sale> <line> <quantity>",
  summary: "The warehouse takes goods of an order back, and others go instead.",
  options: [
    { flags: "--instead <itemNo>", summary: "the article that goes", required: true },
    { flags: "--instead-quantity <quantity>", summary: "of it; as much as came back if absent" },
    ...comingBackOptions,
    expiresOption,
  ],
  async run(session, given) {
    const itemNo = textOption(given, "instead") ?? "";
    const quantity = quantityOf(textOption(given, "insteadQuantity") ?? argument(given, 2));
    const body = { ...comingBackGiven(given), instead: { itemNo, quantity } };
    const summary = `Take ${argument(given, 2)} of ${argument(given, 0)} back, and send ${itemNo}`;
    return carryOutStock(session, given, exchangeSale, body, summary);
  },
});
