import { assetCode } from "../../../../primitives/asset-id.ts";
import type { ValueOf } from "../../../../primitives/fields/field.ts";
import { field } from "../../../../primitives/fields/index.ts";
import type { LedgerReader } from "../../../../state/ledger.ts";
import { assets } from "../../../assets/records.ts";
import { commodities } from "../../../customs/commodities/records.ts";
import {
  isOfKind,
  ownEnterprise,
  ownEnterpriseFailures,
} from "../../../customs/enterprises/own.ts";
import { enterprises } from "../../../customs/enterprises/records.ts";
import { inForce } from "../../../customs/filing.ts";
import { ASSET_CODES } from "../../../customs/orders/linked-payment.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { accounts, participants } from "../../../participants/records.ts";
import { partsOf } from "../../stock/bundles.ts";
import { listingKey, listings, listingsAt, listingTerms, PARTS_PER_MILLION } from "./records.ts";

/** trade.listing.publish: a merchant offers a recorded article or a bundle on a platform, or changes that (docs/domain section 4). */
export const publishListing = defineOperation({
  tag: 0x0500,
  name: "trade.listing.publish",
  since: 9,
  summary: "A merchant offers an article or a bundle on a platform, or changes the offer.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({ ...listingKey, ...listingTerms.shape }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    ...ownEnterpriseFailures,
    SHARES_TOO_LARGE: "The shares are more than the whole price. They are millionths of it.",
    SHARES_TWICE: "An account has two shares. Add them up.",
    SHARES_OF_B2C: "A sale that is B2C has no shares of others. Make it B2B2C, or leave them out.",
    LIMITS_CROSSED: "The least quantity of an order is more than the most. Exchange them.",
    UNKNOWN_COMMODITY:
      "The article is not on record or not approved, or the bundle is not sold now. Only recorded goods are listed; customs_commodities shows them.",
    PLATFORM_NOT_ACTIVE:
      "The platform is not on record, not approved or suspended. customs_enterprise shows it.",
    WAREHOUSE_NOT_ACTIVE:
      "The warehouse is not on record, not approved or suspended. customs_enterprise shows it.",
    WRONG_ASSET:
      "The asset is not defined, or not of the currency. Prices are in an asset of the same currency.",
    UNKNOWN_ACCOUNT: "An account that has a share is not registered. Check the address.",
    UNKNOWN_ARBITER: "No participant has the arbiter's name. participant_list shows them.",
    ARBITER_IS_PARTY: "The merchant cannot be arbiter of its own sales. Name another.",
  },
  keys: ({ body }) => [
    listings.key(body.ebcCode, body.listingNo),
    enterprises.key(body.ebcCode),
    commodities.key(body.ebcCode, body.itemNo),
  ],
  check({ body: { shares, sale, least, most } }) {
    const sum = shares.reduce((all, one) => all + BigInt(one.partsPerMillion), 0n);
    if (sum > PARTS_PER_MILLION) return "SHARES_TOO_LARGE";
    if (new Set(shares.map(({ account }) => account.join())).size < shares.length) {
      return "SHARES_TWICE";
    }
    if (sale === "B2C" && shares.length > 0) return "SHARES_OF_B2C";
    const isCrossed = least !== undefined && most !== undefined && least > most;
    return isCrossed ? "LIMITS_CROSSED" : undefined;
  },
  apply({ source, body, height, timeMs }, ledger) {
    const { ebcCode, listingNo, ...terms } = body;
    const owner = ownEnterprise(ledger, source, ebcCode, "merchant");
    if (typeof owner === "string") return fail(owner);
    if (owner.participant === body.arbiter) return fail("ARBITER_IS_PARTY");
    const why = whyNotTerms(ledger, body, timeMs);
    if (why !== undefined) return fail(why);
    const before = listings.read(ledger, ebcCode, listingNo);
    const version = (before?.version ?? 0) + 1;
    if (before !== undefined && before.ebpCode !== terms.ebpCode) {
      ledger.delete(listingsAt.key(before.ebpCode, ebcCode, listingNo));
    }
    listingsAt.write(ledger, { height }, terms.ebpCode, ebcCode, listingNo);
    const state = { payee: source, status: "offered" as const, height, timeMs };
    listings.write(ledger, { ebcCode, listingNo, version, ...terms, ...state }, ebcCode, listingNo);
    return done({ version });
  },
});

/** What of the terms is not so, by what is on record now. */
function whyNotTerms(
  ledger: LedgerReader,
  terms: ValueOf<typeof listingTerms> & { readonly ebcCode: string },
  timeMs: number,
) {
  const { ebcCode, ebpCode, itemNo, isBundle, currency, asset, warehouse, shares } = terms;
  const isRecorded = isBundle
    ? partsOf(ledger, ebcCode, itemNo, timeMs) !== undefined
    : inForce(commodities.read(ledger, ebcCode, itemNo)) !== undefined;
  if (!isRecorded) return "UNKNOWN_COMMODITY";
  if (!isOfKind(enterprises.read(ledger, ebpCode), "platform")) return "PLATFORM_NOT_ACTIVE";
  const lies = warehouse === undefined ? undefined : enterprises.read(ledger, warehouse);
  if (warehouse !== undefined && !isOfKind(lies, "warehouse")) return "WAREHOUSE_NOT_ACTIVE";
  const isOfCurrency = assetCode(asset) === ASSET_CODES[currency];
  if (!isOfCurrency || !ledger.has(assets.key(asset))) return "WRONG_ASSET";
  if (shares.some(({ account }) => !ledger.has(accounts.key(account)))) return "UNKNOWN_ACCOUNT";
  return participants.read(ledger, terms.arbiter) === undefined ? "UNKNOWN_ARBITER" : undefined;
}
