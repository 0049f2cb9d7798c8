import { transferStock } from "../../transactions/trade/stock/transfer.ts";
import { argument, defineCommand } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { referenceGiven, referenceOption, shelfGiven } from "../stock/shelf-given.ts";

export const tradeTransfer = defineCommand({
  usage: "trade transfer <warehouse> <merchant> <itemNo> <to> <quantity>",
  summary: "A warehouse sends goods of a merchant to another warehouse.",
  options: [referenceOption, expiresOption],
  async run(session, given) {
    const [shelf, to, typed] = [shelfGiven(given), argument(given, 3), argument(given, 4)];
    const body = { ...shelf, to, quantity: quantityOf(typed), reference: referenceGiven(given) };
    const summary = `Send ${typed} of article ${shelf.itemNo} to ${to}`;
    return carryOutStock(session, given, transferStock, body, summary);
  },
});
