import { field } from "../../../primitives/fields/index.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { shelfAt } from "./levels.ts";
import { reorderRule, shelfKey, shelves } from "./records.ts";
import { answered, askedFor } from "./replenish.ts";
import { areOnRecord, goodsFailures, isIn } from "./standing.ts";

/** trade.stock.rule.set: a merchant says when a shelf is to be filled again, and how far. */
export const setRule = defineOperation({
  tag: 0x0526,
  name: "trade.stock.rule.set",
  since: 9,
  summary: "A merchant sets or removes the reorder rule of a shelf.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  /** Without a rule the one that is there is removed, and with it the replenishment that is open. */
  body: field.record({ ...shelfKey, rule: field.optional(reorderRule) }),
  result: field.record({
    /** The place of the replenishment that is open now. */
    replenishing: field.optional(field.count()),
  }),
  failures: {
    ...ownEnterpriseFailures,
    COMMODITY_NOT_ACTIVE: goodsFailures.COMMODITY_NOT_ACTIVE,
    LEAST_OUT_OF_RANGE: "A rule's least is more than nothing, and at most its target.",
    WAREHOUSE_NOT_ACTIVE:
      "The warehouse is not approved or is suspended. customs_enterprise shows what is in force.",
    NO_RULE: "The shelf has no rule that could be removed. trade_stock shows the shelf.",
  },
  keys: ({ body }) => [shelves.key(body), enterprises.key(body.merchant)],
  check({ body: { rule } }) {
    if (rule === undefined) return undefined;
    return rule.least > 0n && rule.least <= rule.target ? undefined : "LEAST_OUT_OF_RANGE";
  },
  apply({ source, body: { rule, ...shelf }, height, timeMs }, ledger) {
    const { warehouse, merchant, itemNo } = shelf;
    const owner = ownEnterprise(ledger, source, merchant, "merchant");
    if (typeof owner === "string") return fail(owner);
    if (rule === undefined) {
      const before = shelves.read(ledger, shelf);
      if (before?.rule === undefined) return fail("NO_RULE");
      const isOpen = before.replenishing !== undefined;
      const rest = isOpen ? answered(ledger, before, "withdrawn", 0n) : before;
      shelves.write(ledger, { ...rest, rule, height }, shelf);
      return done({ replenishing: undefined });
    }
    if (!isIn(ledger, warehouse, "warehouse")) return fail("WAREHOUSE_NOT_ACTIVE");
    if (!areOnRecord(ledger, merchant, [itemNo])) return fail("COMMODITY_NOT_ACTIVE");
    const before = shelfAt(ledger, shelf, { height });
    const after = askedFor(ledger, { ...before, rule, height }, { height, timeMs });
    shelves.write(ledger, after, shelf);
    return done({ replenishing: after.replenishing });
  },
});
