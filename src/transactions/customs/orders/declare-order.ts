import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../enterprises/own.ts";
import { enterprises } from "../enterprises/records.ts";
import { matchResults } from "../lists/evaluate.ts";
import { messageFailures, messageHead, whyNotContent } from "../messages.ts";
import { orderContent, orderId, orderKey, orders, placedOrders } from "./records.ts";
import { isComplete, orderFailures, takeOrder } from "./take-order.ts";

/** customs.order.declare: a platform says what was ordered (CEB311, CEB303), changes that or takes it back. */
export const declareOrder = defineOperation({
  tag: 0x0410,
  name: "customs.order.declare",
  since: 8,
  summary: "A platform declares an order, changes it or deletes it (CEB311, CEB303).",
  signatories: ["platform"],
  threshold: "medium",
  body: field.record({
    ...messageHead,
    ...orderKey,
    content: field.optional(field.record(orderContent.shape)),
  }),
  result: field.record({ id: field.hash(), lists: matchResults }),
  failures: {
    ...messageFailures,
    ...ownEnterpriseFailures,
    ...orderFailures,
    ZERO_QUANTITY: "A line has no quantity. Leave it out, or say how much was ordered.",
    PLACED_IN_MALL:
      "The order was placed in a mall, which says itself what becomes of it. trade_order shows it; cancel it there.",
  },
  keys: ({ body }) => [
    orders.key(orderId(body.ebpCode, body.orderNo)),
    enterprises.key(body.ebpCode),
  ],
  check({ body }) {
    const { content } = body;
    if (content?.lines.some(({ quantity }) => quantity === 0n) === true) return "ZERO_QUANTITY";
    if (content !== undefined && !isComplete(content)) return "IMPORT_FIELDS";
    return whyNotContent(body);
  },
  apply({ source, body, ...moment }, ledger) {
    const { ebpCode, orderNo } = body;
    const owner = ownEnterprise(ledger, source, ebpCode, "platform");
    if (typeof owner === "string") return fail(owner);
    if (ledger.has(placedOrders.key(orderId(ebpCode, orderNo)))) return fail("PLACED_IN_MALL");
    const taken = takeOrder(ledger, owner.country, body, { source, ...moment });
    return typeof taken === "string" ? fail(taken) : done(taken);
  },
});
