import { participantName } from "../../../../chain/participant.ts";
import type { ValueOf } from "../../../../primitives/fields/field.ts";
import { field } from "../../../../primitives/fields/index.ts";
import { currencyCode, documentNumber, enterpriseCode } from "../../../customs/codes.ts";
import { itemNo } from "../../../customs/commodities/records.ts";
import { numberKey } from "../../../entry-key.ts";
import { stored } from "../../../stored.ts";

/** How many others may have a part of the price, beside the merchant. */
export const SHARES_MAX = 4;
/** Parts are in millionths of the price. */
export const PARTS_PER_MILLION = 1_000_000n;
export const share = field.record({
  account: field.account(),
  partsPerMillion: field.uint(32),
});

/** To consumers, to consumers through a platform that has a part of the price, to businesses at prices of their own. */
export const sale = field.choice(["B2C", "B2B2C", "B2B"]);

const quantity = field.uint64();

export const listingTerms = field.record({
  /** The platform where it is offered. */
  ebpCode: enterpriseCode,
  sale,
  /** The merchant's number of the article or of the bundle. */
  itemNo,
  isBundle: field.bool(),
  /** Of one unit, in minor units of the asset. */
  price: field.uint64(),
  currency: currencyCode,
  /** In which it is paid: of the same currency. */
  asset: field.asset(),
  /** Where it lies. Absent: the merchant sends it, and nothing is counted. */
  warehouse: field.optional(enterpriseCode),
  /** Of one order, in 0.00001 of the unit; absent is without limit. */
  least: field.optional(quantity),
  most: field.optional(quantity),
  shares: field.list(share, SHARES_MAX),
  /** Who decides where merchant and buyer do not agree. */
  arbiter: participantName,
});

export const listingKey = { ebcCode: enterpriseCode, listingNo: documentNumber(60) } as const;

export const listingRecord = field.record({
  ...listingKey,
  /** Grows with each change: an order names the one that its buyer has seen. */
  version: field.uint(32),
  ...listingTerms.shape,
  /** The merchant's account: who gets the rest of the price. */
  payee: field.account(),
  status: field.choice(["offered", "withdrawn"]),
  height: field.count(),
  timeMs: field.count(),
});
export type ListingRecord = ValueOf<typeof listingRecord>;

/** By merchant and the merchant's number of it. */
export const listings = stored(
  listingRecord,
  (merchant: string, listingNo: string) => `trade/listing/${merchant}/${numberKey(listingNo)}`,
);
export function listingsAtPrefix(platform: string): string {
  return `trade/listing-at/${platform}/`;
}
/** By platform, merchant and number: there while it is offered. */
export const listingsAt = stored(
  field.record({ height: field.count() }),
  (platform: string, merchant: string, listingNo: string) =>
    `${listingsAtPrefix(platform)}${merchant}/${numberKey(listingNo)}`,
);

/** What one business pays, for orders of so much or more. */
export const priceRecord = field.record({
  price: field.uint64(),
  least: quantity,
  /** The last moment at which it holds, milliseconds UTC. */
  until: field.optional(field.count()),
  height: field.count(),
});
/** By merchant, listing and the buyer's name. */
export const buyersPrices = stored(
  priceRecord,
  (merchant: string, listingNo: string, buyer: string) =>
    `trade/price/${merchant}/${numberKey(listingNo)}/${buyer}`,
);
