import type { Json } from "../../primitives/fields/field.ts";
import { withNames } from "../account-names.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { type JsonObject, listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { renderJson } from "../render.ts";
import { quantityText } from "../stock/in-words.ts";
import { listingFound } from "../trade/listing-found.ts";
import { inWords, moneyOf } from "../trade/order-money.ts";

export const tradeListing = defineCommand({
  usage: "trade listing <merchant> <listingNo>",
  summary: "What a merchant lists under a number, and a buyer's own price of it.",
  options: [{ flags: "--buyer <name>", summary: "whose own price is wanted" }],
  async run(session, given) {
    const [merchant, listingNo] = [argument(given, 0), argument(given, 1)];
    const buyer = textOption(given, "buyer");
    const { json, listing } = await listingFound(session, merchant, listingNo, buyer);
    const money = await moneyOf(session, listing);
    const { price, least, most, shares, ...rest } = listing;
    const parts = listOf(shares, "shares").map((one): Json => {
      const { account, partsPerMillion } = objectOf(one, "share");
      const percent = numberOf(partsPerMillion, "partsPerMillion") / 10_000;
      return { account: account ?? null, percent };
    });
    const limits = { least: countOf(least), most: countOf(most) };
    const shown = { ...rest, price: inWords(price, money), ...limits, shares: parts };
    const blocks = [renderJson(await withNames(session, shown))];
    if (json["price"] !== null) {
      const own = objectOf(json["price"], "price");
      const { until } = own;
      const ends = typeof until === "number" ? new Date(until).toISOString() : null;
      const terms: JsonObject = {
        price: inWords(own["price"], money),
        from: countOf(own["least"]),
      };
      blocks.push(renderJson({ [`price of ${buyer}`]: { ...terms, until: ends } }));
    }
    return { json, text: blocks.join("\n\n") };
  },
});

function countOf(quantity: Json | undefined): Json {
  return (quantity ?? null) === null ? null : quantityText(textOf(quantity, "quantity"));
}
