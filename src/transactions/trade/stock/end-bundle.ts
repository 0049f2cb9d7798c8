import { field } from "../../../primitives/fields/index.ts";
import { enterpriseCode } from "../../customs/codes.ts";
import { itemNo } from "../../customs/commodities/records.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { bundles } from "./bundles.ts";

/** trade.bundle.end: a merchant sells a bundle no more. Orders that name it stay as they are. */
export const endBundle = defineOperation({
  tag: 0x0529,
  name: "trade.bundle.end",
  since: 9,
  summary: "A merchant ends a bundle, and withdraws the versions of it that are ahead.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({ merchant: enterpriseCode, bundleNo: itemNo }),
  result: field.record({
    /** How many versions that were ahead are withdrawn. */
    withdrawn: field.uint(8),
  }),
  failures: {
    ...ownEnterpriseFailures,
    UNKNOWN_BUNDLE:
      "The merchant has no such bundle that is sold now or later. trade_bundles shows them.",
  },
  keys: ({ body }) => [bundles.key(body.merchant, body.bundleNo), enterprises.key(body.merchant)],
  check: () => undefined,
  apply({ source, body: { merchant, bundleNo }, height, timeMs }, ledger) {
    const owner = ownEnterprise(ledger, source, merchant, "merchant");
    if (typeof owner === "string") return fail(owner);
    const before = bundles.read(ledger, merchant, bundleNo);
    const begun = before?.recent.filter(({ from }) => from <= timeMs) ?? [];
    const withdrawn = (before?.recent.length ?? 0) - begun.length;
    const last = begun.at(-1);
    const isOver = last === undefined || (last.until !== undefined && last.until < timeMs);
    if (before === undefined || (isOver && withdrawn === 0)) return fail("UNKNOWN_BUNDLE");
    // From this block on it is not in force: the last moment at which it was lies before.
    const recent = isOver ? begun : [...begun.slice(0, -1), { ...last, until: timeMs - 1 }];
    bundles.write(ledger, { ...before, recent, height }, merchant, bundleNo);
    return done({ withdrawn });
  },
});
