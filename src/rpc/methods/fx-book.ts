import { formatAsset } from "../../primitives/asset-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { assets } from "../../transactions/assets/records.ts";
import { pairNamed } from "../../transactions/fx/book/pair.ts";
import { pairOf, tick } from "../../transactions/fx/book/records.ts";
import { levelSchema, levelsOf } from "../book-json.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { asset, hash, integer, listOf, nullable, shape, text } from "../schemas.ts";

/** fx_book: what rests in a pair's book, the best prices first. */
export const book = defineMethod({
  name: "fx_book",
  summary:
    "A pair's book: offers to buy and to sell by price, the best first; null if there is none.",
  params: {
    base: of(field.asset(), "CODE@issuer of what is bought and sold."),
    quote: of(field.asset(), "CODE@issuer of what it is paid in."),
    limit: limitInput,
  },
  result: nullable(
    shape({
      pair: hash,
      base: asset,
      quote: asset,
      baseDecimals: integer,
      quoteDecimals: integer,
      /** One tick is num ÷ den minor units of quote for a minor unit of base; prices are whole ticks. */
      tick: tick.schema,
      halted: nullable(text),
      /** Amounts of base, in minor units. */
      bids: listOf(levelSchema),
      asks: listOf(levelSchema),
      height: integer,
    }),
  ),
  errors: {},
  example: { params: { base: "HKD@gateway-hk", quote: "PHP@gateway-ph" } },
  right: "read",
  handle({ base, quote, limit = rpcLimits.pageDefault }, { ledger, chain }) {
    const record = pairNamed(ledger, base, quote);
    if (record === undefined) return null;
    const pair = pairOf(base, quote);
    return {
      ...{ pair: toHex(pair), base: formatAsset(base), quote: formatAsset(quote) },
      baseDecimals: assets.read(ledger, base)!.decimals,
      quoteDecimals: assets.read(ledger, quote)!.decimals,
      ...{ tick: tick.toJson(record.tick), halted: record.halted ?? null },
      bids: levelsOf(ledger, pair, "buy", limit),
      asks: levelsOf(ledger, pair, "sell", limit),
      height: chain.head().height,
    };
  },
});
