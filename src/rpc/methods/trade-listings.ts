import { fromHex, fromUtf8 } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { enterpriseCode } from "../../transactions/customs/codes.ts";
import {
  listingRecord,
  listings as records,
  listingsAtPrefix,
} from "../../transactions/trade/mall/listings/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { listOf, nullable, shape, text } from "../schemas.ts";

/** Merchant and number, the number in hexadecimal as keys have it. */
const place = field.text(
  140,
  /^[0-9A-Z]{10,18}\/([0-9a-f]{2})+$/,
  "must be `next` of the page before",
);

/** trade_listings: what a platform offers, or all that a merchant ever listed. */
export const listings = defineMethod({
  name: "trade_listings",
  summary:
    "What is offered on a platform, of all merchants or of one; of a merchant alone, what it listed anywhere, withdrawn too.",
  params: {
    platform: optional(of(enterpriseCode, "The platform's code with customs.")),
    merchant: optional(of(enterpriseCode, "The merchant's code with customs.")),
    after: optional(of(place, "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({ listings: listOf(listingRecord.schema), next: nullable(text) }),
  errors: {},
  example: { params: { platform: "440196000P" } },
  right: "read",
  refine({ platform, merchant, after }) {
    if (platform === undefined && merchant === undefined)
      return "must name a platform, a merchant, or both";
    const isOther = merchant !== undefined && after?.startsWith(`${merchant}/`) === false;
    return isOther ? "must go on after a listing of the merchant" : undefined;
  },
  async handle({ platform, merchant, after, limit }, node) {
    const all = platform === undefined ? "trade/listing/" : listingsAtPrefix(platform);
    const prefix = merchant === undefined ? all : `${all}${merchant}/`;
    const start = after === undefined ? undefined : `${all}${after}`;
    const { entries, isLast } = await pageOf(node, prefix, start, limit);
    const places = entries.map(({ key }) => key.slice(all.length));
    // One that was withdrawn since the page was read is left out.
    const found = places.flatMap((one) => {
      const [code = "", number = ""] = one.split("/");
      return records.read(node.ledger, code, fromUtf8(fromHex(number)!)!) ?? [];
    });
    const next = isLast ? null : (places.at(-1) ?? null);
    return { listings: found.map((one) => listingRecord.toJson(one)), next };
  },
});
