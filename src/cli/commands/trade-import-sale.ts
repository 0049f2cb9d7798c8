import { importSale } from "../../transactions/trade/stock/import-sale.ts";
import { argument, defineCommand } from "../command.ts";
import { readJson } from "../files.ts";
import { textOf } from "../ledger.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { importSales, orderOf } from "../stock/import-sales.ts";

export const tradeImportSale = defineCommand({
  usage: "trade import-sale <file>",
  summary:
    "Brings an order of another mall to the ledger, or a list of them, from JSON as `op trade.sale.import --schema` shows it. Sent again, nothing is done twice.",
  async run(session, given) {
    const file = readJson(argument(given, 0));
    if (Array.isArray(file)) return importSales(session, file.map(orderOf));
    const order = orderOf(file);
    const summary = `Bring order ${textOf(order["externalNo"], "externalNo")} in`;
    return carryOutStock(session, given, importSale, order, summary);
  },
});
