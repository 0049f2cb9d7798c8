import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { isOwnCountry, ownCountryFailures } from "../../rules/own-country.ts";
import { enterprises } from "../enterprises/records.ts";
import { decide, decision, decisionFailures, decisionReason, whyNotDecision } from "../filing.ts";
import { commodities, commodityRecord, commodityVersions } from "./records.ts";

/** customs.commodity.decide: an office approves or refuses an article that was filed, suspends or reinstates one in force. */
export const decideCommodity = defineOperation({
  tag: 0x0404,
  name: "customs.commodity.decide",
  since: 8,
  summary: "An office approves, refuses, suspends or reinstates the record of an article.",
  signatories: ["customs", "inspection", "regulator", "operator"],
  threshold: "medium",
  body: field.record({
    merchant: commodityRecord.shape.merchant,
    itemNo: commodityRecord.shape.itemNo,
    /** Which one was read: of what waits, or of what is in force. */
    version: field.uint(32),
    decision,
    reason: field.optional(decisionReason),
  }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    ...decisionFailures,
    ...ownCountryFailures,
    UNKNOWN_COMMODITY:
      "The merchant has filed no such article. customs_commodities shows those on record.",
  },
  keys: ({ body }) => [enterprises.key(body.merchant), commodities.key(body.merchant, body.itemNo)],
  check: ({ body }) => whyNotDecision(body),
  apply({ source, body, height }, ledger) {
    const { merchant, itemNo } = body;
    const before = commodities.read(ledger, merchant, itemNo);
    if (before === undefined) return fail("UNKNOWN_COMMODITY");
    const { country } = enterprises.read(ledger, merchant)!;
    if (!isOwnCountry(ledger, source, country)) return fail("NOT_YOUR_COUNTRY");
    const after = decide(before, body);
    if (typeof after === "string") return fail(after);
    commodities.write(ledger, { ...before, ...after, height }, merchant, itemNo);
    if (body.decision === "approve") {
      const version = { terms: after.terms!, by: source, height };
      commodityVersions.write(ledger, version, merchant, itemNo, after.version);
    }
    return done({ version: after.version });
  },
});
