import { field } from "../../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { MONEY_ROLES } from "../../../money-roles.ts";
import { released } from "./due.ts";
import { orderForPayer, payerFailures } from "./order-for.ts";
import { escrowFailures, sumOf } from "./escrow.ts";
import { mallOrders } from "./records.ts";
import { statusFailures, whyNotAcceptable } from "./status.ts";

const { NOT_PAID, NOT_SHIPPED, ORDER_DONE, ORDER_CANCELLED } = statusFailures;

/** trade.order.accept: the buyer has its goods; everybody who sold is paid out of escrow. */
export const acceptOrder = defineOperation({
  tag: 0x050b,
  name: "trade.order.accept",
  since: 9,
  summary: "The buyer accepts an order that was sent; its sellers are paid out of escrow.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({ order: field.hash() }),
  result: field.record({ released: field.amount() }),
  failures: {
    ...payerFailures,
    ...{ NOT_PAID, NOT_SHIPPED, ORDER_DONE, ORDER_CANCELLED },
    SELLER_BARRED: escrowFailures.SELLER_BARRED,
    DISPUTED: "The arbiter decides on this order. It cannot be accepted meanwhile.",
  },
  keys: ({ body }) => [mallOrders.key(body.order)],
  check: () => undefined,
  apply({ source, body: { order: id }, ...moment }, ledger) {
    const order = orderForPayer(ledger, source, id, moment);
    if (typeof order === "string") return fail(order);
    const why = whyNotAcceptable(order);
    if (why !== undefined) return fail(why);
    if (order.asking?.status === "disputed") return fail("DISPUTED");
    const after = released(ledger, order, "accept", { source, ...moment });
    if (after === undefined) return fail("SELLER_BARRED");
    mallOrders.write(ledger, after, id);
    return done({ released: { asset: order.asset, minor: sumOf(order.escrow) } });
  },
});
