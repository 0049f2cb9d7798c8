import { shipSale } from "../../transactions/trade/stock/ship-sale.ts";
import { argument, defineCommand, listOption } from "../command.ts";
import { expiresOption } from "../decide.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { linesOf } from "../stock/sale-lines-given.ts";
import { saleNamed } from "../stock/sale-named.ts";

export const tradeShipSale = defineCommand({
  usage: "trade ship-sale <sale> <carrier> <waybill>",
  summary: "The warehouse sends an order of another mall, or a part of it, as one parcel.",
  options: [
    {
      flags: "--lines <lines>",
      summary: "line and quantity of each, lines from 0, like 0:1,2:0.5",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const sale = saleNamed(argument(given, 0));
    const [logisticsCode, logisticsNo] = [argument(given, 1), argument(given, 2)];
    const body = { sale, logisticsCode, logisticsNo, lines: linesOf(listOption(given, "lines")) };
    const summary = `Send ${argument(given, 0)} as parcel ${logisticsNo}`;
    return carryOutStock(session, given, shipSale, body, summary);
  },
});
