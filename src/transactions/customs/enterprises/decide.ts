import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { isOwnCountry, ownCountryFailures } from "../../rules/own-country.ts";
import { enterpriseCode } from "../codes.ts";
import { decide, decision, decisionFailures, decisionReason, whyNotDecision } from "../filing.ts";
import { enterprises, enterpriseVersions } from "./records.ts";

/** customs.enterprise.decide: customs or the operator approves or refuses what was filed, suspends or reinstates what is in force. */
export const decideEnterprise = defineOperation({
  tag: 0x0402,
  name: "customs.enterprise.decide",
  since: 8,
  summary: "Customs approves, refuses, suspends or reinstates an enterprise's record.",
  signatories: ["customs", "operator"],
  threshold: "medium",
  body: field.record({
    code: enterpriseCode,
    /** Which one was read: of what waits, or of what is in force. */
    version: field.uint(32),
    decision,
    reason: field.optional(decisionReason),
  }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    ...decisionFailures,
    ...ownCountryFailures,
    UNKNOWN_ENTERPRISE:
      "No enterprise has filed this code. customs_enterprises shows those on record.",
  },
  keys: ({ body }) => [enterprises.key(body.code)],
  check: ({ body }) => whyNotDecision(body),
  apply({ source, body, height }, ledger) {
    const before = enterprises.read(ledger, body.code);
    if (before === undefined) return fail("UNKNOWN_ENTERPRISE");
    if (!isOwnCountry(ledger, source, before.country)) return fail("NOT_YOUR_COUNTRY");
    const after = decide(before, body);
    if (typeof after === "string") return fail(after);
    enterprises.write(ledger, { ...before, ...after, height }, body.code);
    if (body.decision === "approve") {
      const version = { terms: after.terms!, by: source, height };
      enterpriseVersions.write(ledger, version, body.code, after.version);
    }
    return done({ version: after.version });
  },
});
