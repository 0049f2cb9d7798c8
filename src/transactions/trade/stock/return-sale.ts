import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { restock } from "./levels.ts";
import { withLine } from "./sale-lines.ts";
import { comesBack, comingBack, comingBackFailures, saleReturns } from "./sale-returns.ts";
import { takeStep } from "./sale-steps.ts";
import { sales } from "./sales.ts";

/** trade.sale.return: the warehouse has goods of an order back, and the mall owes the buyer their part of the price. */
export const returnSale = defineOperation({
  tag: 0x0533,
  name: "trade.sale.return",
  since: 9,
  summary: "The warehouse takes goods of an order back; their part of the price is to be refunded.",
  signatories: ["warehouse"],
  threshold: "medium",
  body: field.record(comingBack),
  result: field.record({
    place: field.uint(16),
    /** In minor units of the order's currency: all parts of a line together are its total. */
    refund: field.uint64(),
  }),
  failures: comingBackFailures,
  keys: ({ body }) => [sales.key(body.sale)],
  check: ({ body }) => (body.quantity > 0n ? undefined : "ZERO_QUANTITY"),
  apply({ source, body, ...moment }, ledger) {
    const acting = { source, ...moment };
    const found = comesBack(ledger, body, acting);
    if (typeof found === "string") return fail(found);
    const { sale, line, worth } = found;
    const { warehouse, merchant, returns: place } = sale;
    const shelf = { warehouse, merchant, itemNo: line.itemNo };
    const why = { reference: body.reference, ...acting };
    if (body.restock && !restock(ledger, shelf, body.quantity, why)) return fail("STOCK_FULL");
    const { height, timeMs } = moment;
    const record = { ...body, place, worth, instead: undefined, by: source, height, timeMs };
    saleReturns.write(ledger, record, sale.id, place);
    const lines = withLine(sale.lines, body.line, {
      returned: line.returned + body.quantity,
      refunded: line.refunded + worth,
    });
    takeStep(ledger, { ...sale, lines, returns: place + 1 }, "return", acting, String(place));
    return done({ place, refund: worth });
  },
});
