import type { Json } from "../../primitives/fields/field.ts";
import { defineCommand, textOption } from "../command.ts";
import { objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";
import { quantityText } from "../stock/in-words.ts";
import { inWords, moneyOf } from "../trade/order-money.ts";

export const tradeListings = defineCommand({
  usage: "trade listings",
  summary: "What is offered on a platform; of a merchant alone, what it listed anywhere.",
  options: [
    { flags: "--platform <code>", summary: "its code with customs" },
    { flags: "--merchant <code>", summary: "its code with customs" },
  ],
  async run(session, given) {
    const platform = textOption(given, "platform") ?? null;
    const merchant = textOption(given, "merchant") ?? null;
    const json = await readAll(session, "trade_listings", "listings", { platform, merchant });
    const rows: Json[][] = [];
    for (const one of json) {
      const listing = objectOf(one, "listing");
      const { ebcCode, listingNo, itemNo, sale, least, most, warehouse } = listing;
      const price = inWords(listing["price"], await moneyOf(session, listing));
      const [from, to] = [least, most].map((each) =>
        (each ?? null) === null ? null : quantityText(textOf(each, "quantity")),
      );
      const cells = [ebcCode, listingNo, itemNo, sale, price, from, to, warehouse];
      rows.push([...cells, listing["status"], listing["version"]].map((cell) => cell ?? null));
    }
    const heads = ["merchant", "listing", "item", "sale", "price", "least", "most", "warehouse"];
    return { json, text: renderTable([...heads, "status", "version"], rows, ["price"]) };
  },
});
