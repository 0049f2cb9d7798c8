import { field } from "../../../primitives/fields/index.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { move } from "./levels.ts";
import { quantity, reference, shelfKey, shelves } from "./records.ts";

/** Why goods leave that nobody has ordered. Entries are only ever added at the end. */
export const DISPATCH_REASONS = [
  "returned-to-owner",
  "destroyed",
  "sample",
  "sent-abroad",
  "seized",
  "other",
] as const;

/** trade.stock.dispatch: goods leave a warehouse for another reason than an order. What is sold stays. */
export const dispatchStock = defineOperation({
  tag: 0x0521,
  name: "trade.stock.dispatch",
  since: 9,
  summary: "Goods leave a warehouse for another reason than an order.",
  signatories: ["warehouse"],
  threshold: "medium",
  body: field.record({ ...shelfKey, quantity, reason: field.choice(DISPATCH_REASONS), reference }),
  result: field.record({ onHand: quantity }),
  failures: {
    ...ownEnterpriseFailures,
    ZERO_QUANTITY: "Nothing is no quantity. Say how much leaves, in 0.00001 of the unit.",
    NOT_ENOUGH_FREE:
      "Less of the article is free: the rest is reserved for orders, or is not there. trade_stock shows the shelf.",
  },
  keys: ({ body }) => [shelves.key(body), enterprises.key(body.warehouse)],
  check: ({ body }) => (body.quantity > 0n ? undefined : "ZERO_QUANTITY"),
  apply({ source, body, operationId, height, timeMs, protocolVersion }, ledger) {
    const owner = ownEnterprise(ledger, source, body.warehouse, "warehouse");
    if (typeof owner === "string") return fail(owner);
    const { reference: paper, reason: code } = body;
    const why = { reference: paper, code, source, operationId, height, timeMs, protocolVersion };
    if (!move(ledger, body, "dispatch", body.quantity, why)) return fail("NOT_ENOUGH_FREE");
    return done({ onHand: shelves.read(ledger, body)!.onHand });
  },
});
