import { formatAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { placeOffer } from "../../transactions/fx/book/place.ts";
import { formatMinor, toMinor } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption, inTime } from "../decide.ts";
import { type JsonObject, textOf } from "../ledger.ts";
import { operationFromJson } from "../operations.ts";
import { bookFound, pairGiven, pairOptions } from "../pair-options.ts";
import { type Pricing, ticksOf } from "../price.ts";

export const fxPlace = defineCommand({
  usage: "fx place",
  summary: "Buys or sells an amount at a price or better; what nobody takes may rest in the book.",
  options: [
    ...pairOptions,
    { flags: "--side <side>", summary: "buy or sell, of base", required: true },
    { flags: "--amount <number>", summary: "of base, like 1250.00", required: true },
    {
      flags: "--price <price>",
      summary: "the worst, quote for one of base, like 7.7512",
      required: true,
    },
    {
      flags: "--force <word>",
      summary: "GTC rests, IOC drops the rest, FOK all or nothing, PASSIVE only rests",
      fallback: "GTC",
    },
    {
      flags: "--within <time>",
      summary: "how long it may rest, like 90m, 24h or 7d; until cancelled if absent",
    },
    expiresOption,
  ],
  async run(session, given) {
    const option = (name: string): string => textOption(given, name) ?? "";
    const pair = await pairGiven(session, given);
    const { pricing } = await bookFound(session, pair);
    const typed = { number: option("amount"), asset: option("base") };
    const within = textOption(given, "within");
    const body = {
      ...{ base: formatAsset(pair.base), quote: formatAsset(pair.quote), side: option("side") },
      price: ticksOf(option("price"), pricing),
      quantity: toMinor(typed, pricing.baseDecimals).toString(),
      timeInForce: option("force"),
      expiresAt: within === undefined ? null : inTime(within),
    };
    const operations = [operationFromJson(placeOffer, body)];
    const summary = `${option("side")} ${option("amount")} ${option("base")} at ${option("price")}`;
    const account = await session.actor();
    const names = [option("base"), option("quote")] as const;
    const inWords = (result: JsonObject): JsonObject => placedInWords(result, pricing, names);
    return decide(session, given, { account, operations, summary, inWords });
  },
});

/** The result's amounts with decimals and their assets. */
function placedInWords(
  { filled, quote, rests, ...more }: JsonObject,
  { baseDecimals, quoteDecimals }: Pricing,
  [base, paidIn]: readonly [string, string],
): JsonObject {
  const amount = (minor: Json | undefined, decimals: number, asset: string): string =>
    `${formatMinor(BigInt(textOf(minor, "amount")), decimals)} ${asset}`;
  return {
    ...more,
    filled: amount(filled, baseDecimals, base),
    for: amount(quote, quoteDecimals, paidIn),
    rests: amount(rests, baseDecimals, base),
  };
}
