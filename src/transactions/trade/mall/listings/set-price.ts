import { participantName } from "../../../../chain/participant.ts";
import { field } from "../../../../primitives/fields/index.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../../customs/enterprises/own.ts";
import { enterprises } from "../../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { participants } from "../../../participants/records.ts";
import { buyersPrices, listingKey, listings, priceRecord } from "./records.ts";

const { price, least, until } = priceRecord.shape;

/** trade.price.set: what one business pays for something that is listed, or that it pays what everybody does again. */
export const setPrice = defineOperation({
  tag: 0x0502,
  name: "trade.price.set",
  since: 9,
  summary: "A merchant sets one buyer's own price of something that it lists.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({
    ...listingKey,
    buyer: participantName,
    /** Absent: the price of its own ends. */
    terms: field.optional(field.record({ price, least, until })),
  }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    ...ownEnterpriseFailures,
    NOT_LISTED: "The merchant offers nothing under this number. trade_listings shows what it does.",
    UNKNOWN_BUYER: "No participant has the buyer's name. participant_list shows them.",
    PRICE_ENDED: "The last moment of the price has passed. Give a later one, or none.",
  },
  keys: ({ body }) => [
    listings.key(body.ebcCode, body.listingNo),
    enterprises.key(body.ebcCode),
    buyersPrices.key(body.ebcCode, body.listingNo, body.buyer),
  ],
  check: () => undefined,
  apply({ source, body: { ebcCode, listingNo, buyer, terms }, height, timeMs }, ledger) {
    const owner = ownEnterprise(ledger, source, ebcCode, "merchant");
    if (typeof owner === "string") return fail(owner);
    const listing = listings.read(ledger, ebcCode, listingNo);
    if (listing?.status !== "offered") return fail("NOT_LISTED");
    if (participants.read(ledger, buyer) === undefined) return fail("UNKNOWN_BUYER");
    if (terms?.until !== undefined && terms.until <= timeMs) return fail("PRICE_ENDED");
    const { version } = listing;
    if (terms === undefined) ledger.delete(buyersPrices.key(ebcCode, listingNo, buyer));
    else buyersPrices.write(ledger, { ...terms, height }, ebcCode, listingNo, buyer);
    return done({ version });
  },
});
