import { ASSET_CODES } from "../../transactions/customs/orders/linked-payment.ts";
import { publishListing } from "../../transactions/trade/mall/listings/publish.ts";
import type { ListingRecord } from "../../transactions/trade/mall/listings/records.ts";
import { parseTypedAmount } from "../amount.ts";
import { argument, defineCommand, type Given, textOption } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { decide, expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { amountOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";
import { sharesGiven, sharesOption } from "../trade/shares-option.ts";

export const tradeList = defineCommand({
  usage: "trade list <merchant> <listingNo>",
  summary: "A merchant offers an article or a bundle on a platform, or changes the offer.",
  options: [
    { flags: "--platform <code>", summary: "where, by its code with customs", required: true },
    { flags: "--item <itemNo>", summary: "the merchant's number of the article", required: true },
    { flags: "--bundle", summary: "the number is that of a bundle" },
    {
      flags: "--price <amount>",
      summary: 'of one unit, like "125.00 CNY@gateway-cn"',
      required: true,
    },
    {
      flags: "--sale <kind>",
      summary: "B2C, B2B2C with parts for others, or B2B at prices of each buyer's own",
      fallback: "B2C",
    },
    sharesOption,
    { flags: "--arbiter <name>", summary: "who decides on disputes", required: true },
    { flags: "--warehouse <code>", summary: "where it lies; absent: the merchant sends it" },
    { flags: "--least <quantity>", summary: "of one order" },
    { flags: "--most <quantity>", summary: "of one order" },
    expiresOption,
  ],
  async run(session, given) {
    const [ebcCode, listingNo] = [argument(given, 0), argument(given, 1)];
    const option = (name: string): string => textOption(given, name) ?? "";
    const typed = parseTypedAmount(option("price"));
    const limits = { least: quantityGiven(given, "least"), most: quantityGiven(given, "most") };
    const currency = currencyOf(typed.asset);
    const { asset, minor: price } = await amountOf(session, typed);
    const body = {
      ...{ ebcCode, listingNo, ebpCode: option("platform"), itemNo: option("item") },
      sale: option("sale") as ListingRecord["sale"], // the field refuses what is none of them
      ...{ isBundle: given.options["bundle"] === true, price, currency, asset, ...limits },
      ...{ warehouse: textOption(given, "warehouse"), arbiter: option("arbiter") },
      shares: await sharesGiven(session, given),
    };
    const operations = [operationOf(publishListing, body)];
    const summary = `Offer ${option("item")} as ${listingNo} at ${option("price")}`;
    return decide(session, given, { account: await session.actor(), operations, summary });
  },
});

function quantityGiven(given: Given, name: string): bigint | undefined {
  const text = textOption(given, name);
  return text === undefined ? undefined : BigInt(quantityOf(text));
}

/** The customs code of the currency that an asset is of. Throws a usage error: CURRENCY_UNKNOWN. */
function currencyOf(typed: string): string {
  const [code = ""] = typed.split("@");
  const found = Object.entries(ASSET_CODES).find(([, one]) => one === code)?.[0];
  if (found !== undefined) return found;
  const hint = `Goods are sold in ${Object.values(ASSET_CODES).join(", ")}.`;
  throw usageError("CURRENCY_UNKNOWN", `Customs has no code for ${code}.`, hint);
}
