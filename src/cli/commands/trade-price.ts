import { setPrice } from "../../transactions/trade/mall/listings/set-price.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { timeOf } from "../time-option.ts";
import { listingFound } from "../trade/listing-found.ts";
import { inWords, minorGiven, moneyOf } from "../trade/order-money.ts";

export const tradePrice = defineCommand({
  usage: "trade price <merchant> <listingNo> <buyer>",
  summary: "A merchant sets one buyer's own price of something that it lists, or ends it.",
  options: [
    { flags: "--price <number>", summary: "of one unit, in the listing's asset, like 99.50" },
    { flags: "--least <quantity>", summary: "for orders of so much or more", fallback: "0" },
    { flags: "--until <time>", summary: "the last moment, like 2027-01-31T16:00Z; absent: no end" },
    { flags: "--end", summary: "the buyer pays what everybody does again" },
    expiresOption,
  ],
  async run(session, given) {
    const [ebcCode, listingNo, buyer] = [0, 1, 2].map((at) => argument(given, at)) as [
      ...[string, string, string],
    ];
    const isEnd = given.options["end"] === true;
    if (isEnd === (textOption(given, "price") !== undefined)) {
      const hint = "Give one of --price and --end.";
      throw usageError("PRICE_OR_END", "A price is set, or it ends.", hint);
    }
    const least = quantityOf(textOption(given, "least") ?? "0");
    const until = textOption(given, "until");
    const key = { ebcCode, listingNo, buyer };
    if (isEnd) {
      const summary = `End the price of ${buyer} for ${listingNo}`;
      return carryOut(session, given, setPrice, { ...key, terms: null }, summary);
    }
    const { listing } = await listingFound(session, ebcCode, listingNo);
    const money = await moneyOf(session, listing);
    const price = minorGiven(given, "price", money);
    const terms = { price, least, until: until === undefined ? null : timeOf(until) };
    const summary = `Sell ${listingNo} to ${buyer} at ${inWords(price, money)}`;
    return carryOut(session, given, setPrice, { ...key, terms }, summary);
  },
});
