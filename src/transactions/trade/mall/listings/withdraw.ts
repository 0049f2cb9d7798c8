import { field } from "../../../../primitives/fields/index.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../../customs/enterprises/own.ts";
import { enterprises } from "../../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { listingKey, listings, listingsAt } from "./records.ts";

/** trade.listing.withdraw: a merchant offers something no more. Orders that were placed go on. */
export const withdrawListing = defineOperation({
  tag: 0x0501,
  name: "trade.listing.withdraw",
  since: 9,
  summary: "A merchant offers something no more; orders that were placed go on.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record(listingKey),
  result: field.record({ version: field.uint(32) }),
  failures: {
    ...ownEnterpriseFailures,
    NOT_LISTED: "The merchant offers nothing under this number. trade_listings shows what it does.",
  },
  keys: ({ body }) => [listings.key(body.ebcCode, body.listingNo), enterprises.key(body.ebcCode)],
  check: () => undefined,
  apply({ source, body: { ebcCode, listingNo }, height, timeMs }, ledger) {
    const owner = ownEnterprise(ledger, source, ebcCode, "merchant");
    if (typeof owner === "string") return fail(owner);
    const before = listings.read(ledger, ebcCode, listingNo);
    if (before?.status !== "offered") return fail("NOT_LISTED");
    const version = before.version + 1;
    const after = { ...before, version, status: "withdrawn" as const, height, timeMs };
    listings.write(ledger, after, ebcCode, listingNo);
    ledger.delete(listingsAt.key(before.ebpCode, ebcCode, listingNo));
    return done({ version });
  },
});
