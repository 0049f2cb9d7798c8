import { participantName } from "../../chain/participant.ts";
import {
  buyersPrices,
  listingKey,
  listingRecord,
  listings,
  priceRecord,
} from "../../transactions/trade/mall/listings/records.ts";
import { recordOrNull } from "../customs-json.ts";
import { defineMethod } from "../definition.ts";
import { of, optional } from "../inputs.ts";
import { nullable, shape } from "../schemas.ts";

/** trade_listing: one listing. What a business pays is told of the one that is named, and of nobody else. */
export const listing = defineMethod({
  name: "trade_listing",
  summary:
    "What a merchant lists under a number, and a buyer's own price of it if one is named; null if nothing ever was.",
  params: {
    ebcCode: of(listingKey.ebcCode, "The merchant's code with customs."),
    listingNo: of(listingKey.listingNo, "The merchant's number of it."),
    buyer: optional(of(participantName, "The name of a participant that buys.")),
  },
  /** `price`: the buyer's own, if it has one. */
  result: nullable(shape({ listing: listingRecord.schema, price: nullable(priceRecord.schema) })),
  errors: {},
  example: { params: { ebcCode: "440196000M", listingNo: "SKU-MILK", buyer: "enterprise-1" } },
  right: "read",
  handle({ ebcCode, listingNo, buyer }, { ledger }) {
    const found = listings.read(ledger, ebcCode, listingNo);
    if (found === undefined) return null;
    const own =
      buyer === undefined ? undefined : buyersPrices.read(ledger, ebcCode, listingNo, buyer);
    return { listing: listingRecord.toJson(found), price: recordOrNull(priceRecord, own) };
  },
});
