import { field } from "../../../primitives/fields/index.ts";
import { enterpriseCode } from "../../customs/codes.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { salePlatforms } from "./sale-platforms.ts";
import { isIn } from "./standing.ts";

/** trade.sale.allow: a merchant lets a platform bring in its orders of other malls, which reserves its stock, or no longer does. */
export const allowPlatform = defineOperation({
  tag: 0x0535,
  name: "trade.sale.allow",
  since: 10,
  summary: "A merchant lets a platform bring in its orders of other malls, or no longer does.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({
    merchant: enterpriseCode,
    platform: enterpriseCode,
    /** False: no longer. Orders that it brought in stay as they are. */
    allow: field.bool(),
  }),
  result: field.record({ allowed: field.bool() }),
  failures: {
    ...ownEnterpriseFailures,
    PLATFORM_NOT_ACTIVE:
      "The platform is not approved or is suspended. customs_enterprise shows what is in force.",
    ALLOWED_ALREADY:
      "The merchant has allowed this platform. trade_salePlatforms shows since when.",
    NOT_ALLOWED:
      "The merchant has not allowed this platform. trade_salePlatforms shows those that it has.",
  },
  keys: ({ body }) => [
    salePlatforms.key(body.merchant, body.platform),
    enterprises.key(body.merchant),
    enterprises.key(body.platform),
  ],
  check: () => undefined,
  apply({ source: by, body: { merchant, platform, allow }, height, timeMs }, ledger) {
    const owner = ownEnterprise(ledger, by, merchant, "merchant");
    if (typeof owner === "string") return fail(owner);
    const key = salePlatforms.key(merchant, platform);
    if (ledger.has(key) === allow) return fail(allow ? "ALLOWED_ALREADY" : "NOT_ALLOWED");
    if (!allow) {
      ledger.delete(key);
      return done({ allowed: false });
    }
    if (!isIn(ledger, platform, "platform")) return fail("PLATFORM_NOT_ACTIVE");
    salePlatforms.write(ledger, { platform, by, height, timeMs }, merchant, platform);
    return done({ allowed: true });
  },
});
