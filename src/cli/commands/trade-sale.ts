import type { Json } from "../../primitives/fields/field.ts";
import { argument, defineCommand } from "../command.ts";
import { historyTable } from "../customs/history-table.ts";
import { type JsonObject, listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { renderJson, renderTable } from "../render.ts";
import { stockInWords } from "../stock/in-words.ts";
import { saleFound } from "../stock/sale-named.ts";

/** What of an order is a table of its own, or for machines. */
const APART = ["lines", "ordered", "signers", "content", "steps"];

export const tradeSale = defineCommand({
  usage: "trade sale <sale>",
  summary:
    "An order of another mall by id or MERCHANT/MALL/NUMBER: its lines, parcels, returns and history.",
  async run(session, given) {
    const found = await saleFound(session, argument(given, 0));
    const { sale, shipments, returns, history } = found;
    const order = stockInWords(objectOf(sale, "sale"));
    const rest = Object.entries(order).filter(([name]) => !APART.includes(name));
    const parts = [
      renderJson(Object.fromEntries(rest)),
      linesTable(order),
      shipmentsTable(shipments),
      returnsTable(returns),
      await historyTable(session, listOf(history, "history").map(eventOf)),
    ];
    return { json: found, text: parts.filter((one) => one !== "none").join("\n\n") };
  },
});

function linesTable({ lines }: JsonObject): string {
  const rows = listOf(lines, "lines").map((one, place): Json[] => {
    const { itemNo, quantity, total, shipped, released, returned, refunded, ...of } = objectOf(
      one,
      "line",
    );
    const cells = [itemNo, quantity, total, shipped, released, returned, refunded];
    return [place, ...cells, of["insteadOf"], of["returnBy"]].map((cell) => cell ?? null);
  });
  const counts = ["quantity", "total", "shipped", "released", "returned", "refunded"];
  const heads = ["line", "article", ...counts, "instead of", "return by"];
  return renderTable(heads, rows, counts);
}

function shipmentsTable(shipments: Json | undefined): string {
  const rows = listOf(shipments, "shipments").map((one): Json[] => {
    const { place, logisticsCode, logisticsNo, lines, returnBy } = stockInWords(
      objectOf(one, "shipment"),
    );
    const sent = listOf(lines, "lines").map((each) => {
      const { line, quantity } = objectOf(each, "line");
      return `${numberOf(line, "line")}:${textOf(quantity, "quantity")}`;
    });
    return [place, logisticsCode, logisticsNo, sent.join(" "), returnBy].map(
      (cell) => cell ?? null,
    );
  });
  return renderTable(["parcel", "carrier", "waybill", "lines", "return by"], rows);
}

function returnsTable(returns: Json | undefined): string {
  const rows = listOf(returns, "returns").map((one): Json[] => {
    const { place, line, quantity, worth, instead, restock, reference } = stockInWords(
      objectOf(one, "return"),
    );
    const state = restock === true ? "on the shelf" : "damaged";
    return [place, line, quantity, worth, instead, state, reference].map((cell) => cell ?? null);
  });
  const heads = ["return", "line", "quantity", "worth", "instead line", "goods", "reference"];
  return renderTable(heads, rows, ["quantity", "worth"]);
}

/** A step as what happened to any document. */
function eventOf(step: Json): Json {
  const { step: event, ...more } = objectOf(step, "step");
  return { event: event ?? null, ...more };
}
