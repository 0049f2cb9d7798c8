import { receiveStock } from "../../transactions/trade/stock/receive.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { placeOf } from "../stock/place-given.ts";
import { referenceGiven, referenceOption, shelfGiven } from "../stock/shelf-given.ts";

export const tradeReceive = defineCommand({
  usage: "trade receive <warehouse> <merchant> <itemNo> <quantity>",
  summary: "A warehouse takes goods of a merchant in; a paper brings an article in once.",
  options: [
    referenceOption,
    {
      flags: "--replenishes <place>",
      summary: "the open replenishment of the shelf that it answers, as `trade stock` shows it",
    },
    expiresOption,
  ],
  async run(session, given) {
    const [shelf, typed] = [shelfGiven(given), argument(given, 3)];
    const place = textOption(given, "replenishes");
    const body = {
      ...{ ...shelf, quantity: quantityOf(typed), reference: referenceGiven(given) },
      replenishes: place === undefined ? null : placeOf(place),
    };
    const summary = `Take ${typed} of article ${shelf.itemNo} in`;
    return carryOutStock(session, given, receiveStock, body, summary);
  },
});
