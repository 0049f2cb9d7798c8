import { countStock } from "../../transactions/trade/stock/count.ts";
import { argument, defineCommand } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { referenceGiven, referenceOption, shelfGiven } from "../stock/shelf-given.ts";

export const tradeCount = defineCommand({
  usage: "trade count <warehouse> <merchant> <itemNo> <counted>",
  summary: "A warehouse says what it has counted on a shelf; somebody else decides on it.",
  options: [referenceOption],
  async run(session, given) {
    const [shelf, typed] = [shelfGiven(given), argument(given, 3)];
    const body = { ...shelf, counted: quantityOf(typed), reference: referenceGiven(given) };
    const summary = `Say that ${typed} of article ${shelf.itemNo} were counted`;
    return carryOutStock(session, given, countStock, body, summary);
  },
});
