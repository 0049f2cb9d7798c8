import { argument, defineCommand } from "../command.ts";
import { listOf, objectOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";
import { stockInWords } from "../stock/in-words.ts";

export const tradeTransfers = defineCommand({
  usage: "trade transfers <code>",
  summary: "Goods between warehouses, of either of them or of their merchant.",
  options: [{ flags: "--under-way", summary: "only those that have not arrived" }],
  async run(session, given) {
    const underWay = given.options["underWay"] === true;
    const params = { enterprise: argument(given, 0), underWay };
    const json = await readAll(session, "trade_transfers", "transfers", params);
    const rows = listOf(json, "transfers").map((one) => {
      const { id, warehouse, to, merchant, itemNo, ...sent } = stockInWords(
        objectOf(one, "transfer"),
      );
      const { quantity, received, status, reference } = sent;
      return [id, warehouse, to, merchant, itemNo, quantity, received, status, reference].map(
        (cell) => cell ?? null,
      );
    });
    const heads = ["transfer", "from", "to", "merchant", "article", "sent", "received"];
    return { json, text: renderTable([...heads, "status", "reference"], rows, heads.slice(5)) };
  },
});
