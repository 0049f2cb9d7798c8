import { takeBack } from "../../transactions/trade/mall/orders/take-back.ts";
import { argument, defineCommand } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { lineOf } from "../stock/sale-lines-given.ts";
import { orderNamed } from "../trade/order-named.ts";

export const tradeTakeBack = defineCommand({
  usage: "trade take-back <order> <line> <quantity>",
  summary: "The merchant or the warehouse has goods of an order back, on the shelf again or not.",
  options: [
    { flags: "--restock", summary: "they can be sold again and lie on their shelf" },
    expiresOption,
  ],
  async run(session, given) {
    const [typed, line, quantity] = [0, 1, 2].map((at) => argument(given, at)) as [
      ...[string, string, string],
    ];
    const restock = given.options["restock"] === true;
    const goods = { line: lineOf(line), quantity: quantityOf(quantity) };
    const body = { order: orderNamed(typed), ...goods, restock };
    const where = restock ? "onto the shelf" : "and not onto the shelf";
    const summary = `Take ${quantity} of line ${line} of order ${typed} back, ${where}`;
    return carryOutStock(session, given, takeBack, body, summary);
  },
});
