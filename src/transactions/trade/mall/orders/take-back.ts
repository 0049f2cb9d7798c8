import { field } from "../../../../primitives/fields/index.ts";
import { hasCode } from "../../../customs/enterprises/own.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { mallOrders } from "./records.ts";
import { isSome, restockLine } from "./shelves.ts";
import { lineQuantity } from "./ship.ts";
import { statusFailures } from "./status.ts";
import { withStep } from "./steps.ts";

/** trade.order.return: goods of a line have come back to where they were sent from. What the buyer gets for them is the refund's matter. */
export const takeBack = defineOperation({
  tag: 0x0514,
  name: "trade.order.return",
  since: 9,
  summary:
    "The merchant or the warehouse has goods of an order back, and puts them on the shelf again or not.",
  signatories: ["merchant", "enterprise", "warehouse"],
  threshold: "medium",
  body: field.record({
    order: field.hash(),
    ...lineQuantity.shape,
    /** Whether they can be sold again: they lie on their shelf then. */
    restock: field.bool(),
  }),
  result: field.record({ returned: lineQuantity.shape.quantity }),
  failures: {
    UNKNOWN_ORDER: statusFailures.UNKNOWN_ORDER,
    UNKNOWN_LINE: "The order has no such line. Lines are counted from 0; trade_order shows them.",
    NOT_YOUR_GOODS:
      "A line comes back to its merchant or to the warehouse that sent it, and the source is neither.",
    MORE_THAN_BOUGHT:
      "A quantity is nothing, no whole number of bundles, or more than was sent and has not come back. trade_order shows what was.",
    SHELF_FULL: "The warehouse cannot count so much of the article. Take less back.",
  },
  keys: ({ body }) => [mallOrders.key(body.order)],
  check: () => undefined,
  apply({ source, body: { order: id, line: at, quantity, restock }, ...moment }, ledger) {
    const order = mallOrders.read(ledger, id);
    if (order === undefined) return fail("UNKNOWN_ORDER");
    const line = order.lines[at];
    if (line === undefined) return fail("UNKNOWN_LINE");
    const isOwn = [order.ebcCode, line.warehouse].some((code) => hasCode(ledger, source, code));
    if (!isOwn) return fail("NOT_YOUR_GOODS");
    const isOut = isSome(line, quantity, line.shipped - line.returned);
    if (!isOut) return fail("MORE_THAN_BOUGHT");
    const event = { source, ...moment };
    if (restock && !restockLine(ledger, order, line, quantity, event)) return fail("SHELF_FULL");
    const returned = line.returned + quantity;
    const lines = order.lines.map((one, place) => (place === at ? { ...one, returned } : one));
    const code = `${at} ${restock ? "restocked" : "not restocked"}`;
    mallOrders.write(ledger, withStep(ledger, { ...order, lines }, "return", event, { code }), id);
    return done({ returned });
  },
});
