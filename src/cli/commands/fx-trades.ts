import { formatAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { formatMinor } from "../amount.ts";
import { defineCommand } from "../command.ts";
import { listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { bookFound, pairGiven, pairOptions } from "../pair-options.ts";
import { priceText } from "../price.ts";
import { renderTable } from "../render.ts";

export const fxTrades = defineCommand({
  usage: "fx trades",
  summary: "What was exchanged in a pair's book last, the newest first.",
  options: pairOptions,
  async run(session, given) {
    const pair = await pairGiven(session, given);
    const { pricing } = await bookFound(session, pair);
    const params = { base: formatAsset(pair.base), quote: formatAsset(pair.quote) };
    const json = objectOf(await session.call("fx_trades", params), "trades");
    const rows = listOf(json["trades"], "trades").map((one): Json[] => {
      const { number, price, base, quote, side, height, timeMs } = objectOf(one, "trade");
      return [
        ...[
          numberOf(number, "number"),
          new Date(numberOf(timeMs, "timeMs")).toISOString(),
          textOf(side, "side"),
        ],
        priceText(numberOf(price, "price"), pricing),
        formatMinor(BigInt(textOf(base, "base")), pricing.baseDecimals),
        formatMinor(BigInt(textOf(quote, "quote")), pricing.quoteDecimals),
        numberOf(height, "height"),
      ];
    });
    const heads = ["trade", "time", "taker", "price", "amount", "for", "height"];
    return { json, text: renderTable(heads, rows, ["price", "amount", "for"]) };
  },
});
