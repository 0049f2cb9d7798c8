import type { Json } from "../../primitives/fields/field.ts";
import { formatMinor } from "../amount.ts";
import { defineCommand } from "../command.ts";
import { type JsonObject, listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { bookFound, pairGiven, pairOptions } from "../pair-options.ts";
import { type Pricing, priceText } from "../price.ts";
import { renderTable } from "../render.ts";

export const fxBook = defineCommand({
  usage: "fx book",
  summary: "A pair's book: what is wanted and offered at each price, the best next to the middle.",
  options: pairOptions,
  async run(session, given) {
    const { json, pricing } = await bookFound(session, await pairGiven(session, given));
    const asks = rowsOf(json, "asks", pricing).reverse();
    const bids = rowsOf(json, "bids", pricing);
    const heads = ["side", "price", "amount", "offers"];
    const table = renderTable(heads, [...asks, ...bids], ["price", "amount", "offers"]);
    const { halted } = json;
    const text = typeof halted === "string" ? `${table}\nHalted: ${halted}` : table;
    return { json, text };
  },
});

function rowsOf(json: JsonObject, side: "asks" | "bids", pricing: Pricing): Json[][] {
  return listOf(json[side], side).map((one) => {
    const { price, left, offers } = objectOf(one, "level");
    const amount = formatMinor(BigInt(textOf(left, "left")), pricing.baseDecimals);
    return [
      side === "asks" ? "sell" : "buy",
      priceText(numberOf(price, "price"), pricing),
      amount,
      numberOf(offers, "offers"),
    ];
  });
}
