import { dispatchStock } from "../../transactions/trade/stock/dispatch.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { referenceGiven, referenceOption, shelfGiven } from "../stock/shelf-given.ts";

export const tradeDispatch = defineCommand({
  usage: "trade dispatch <warehouse> <merchant> <itemNo> <quantity>",
  summary: "Goods leave a warehouse for another reason than an order.",
  options: [
    {
      flags: "--reason <word>",
      summary: "returned-to-owner, destroyed, sample, sent-abroad, seized or other",
      required: true,
    },
    referenceOption,
    expiresOption,
  ],
  async run(session, given) {
    const [shelf, typed] = [shelfGiven(given), argument(given, 3)];
    const body = {
      ...{ ...shelf, quantity: quantityOf(typed), reference: referenceGiven(given) },
      reason: textOption(given, "reason") ?? "",
    };
    const summary = `Let ${typed} of article ${shelf.itemNo} go`;
    return carryOutStock(session, given, dispatchStock, body, summary);
  },
});
