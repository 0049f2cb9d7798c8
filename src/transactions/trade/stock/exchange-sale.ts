import { field } from "../../../primitives/fields/index.ts";
import { itemNo } from "../../customs/commodities/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { reserveStock, restock } from "./levels.ts";
import { quantity } from "./records.ts";
import { withLine } from "./sale-lines.ts";
import { comesBack, comingBack, comingBackFailures, saleReturns } from "./sale-returns.ts";
import { takeStep } from "./sale-steps.ts";
import { SALE_LINES_MAX, sales } from "./sales.ts";
import { areOnRecord, goodsFailures } from "./standing.ts";

/** trade.sale.exchange: goods of an order come back and others go instead, as a line of the same order that names the first. */
export const exchangeSale = defineOperation({
  tag: 0x0534,
  name: "trade.sale.exchange",
  since: 9,
  summary: "The warehouse takes goods of an order back and reserves others that go instead.",
  signatories: ["warehouse"],
  threshold: "medium",
  body: field.record({
    ...comingBack,
    /** What goes: the same article, or another of the merchant's. */
    instead: field.record({ itemNo, quantity }),
  }),
  result: field.record({
    place: field.uint(16),
    /** The new line's, from 0: it is sent like every other. */
    line: field.uint(8),
  }),
  failures: {
    ...comingBackFailures,
    COMMODITY_NOT_ACTIVE: goodsFailures.COMMODITY_NOT_ACTIVE,
    TOO_MANY_LINES:
      "The order has a hundred lines, with those that were exchanged. Return the goods and order anew.",
    OUT_OF_STOCK:
      "Less of the article that is to go is free. Return the goods for their price, or wait for more.",
  },
  keys: ({ body }) => [sales.key(body.sale)],
  check: ({ body }) =>
    body.quantity > 0n && body.instead.quantity > 0n ? undefined : "ZERO_QUANTITY",
  apply({ source, body, ...moment }, ledger) {
    const acting = { source, ...moment };
    const found = comesBack(ledger, body, acting);
    if (typeof found === "string") return fail(found);
    const { sale, line, worth } = found;
    const { warehouse, merchant, returns: place } = sale;
    const { instead, ...back } = body;
    if (!areOnRecord(ledger, merchant, [instead.itemNo])) return fail("COMMODITY_NOT_ACTIVE");
    const added = sale.lines.length;
    if (added >= SALE_LINES_MAX) return fail("TOO_MANY_LINES");
    const why = { reference: body.reference, ...acting };
    const other = { warehouse, merchant, itemNo: instead.itemNo };
    // What goes has to lie there already: what comes back does not go out again at once.
    if (!reserveStock(ledger, other, instead.quantity, why)) return fail("OUT_OF_STOCK");
    const shelf = { warehouse, merchant, itemNo: line.itemNo };
    if (body.restock && !restock(ledger, shelf, body.quantity, why)) return fail("STOCK_FULL");
    const { height, timeMs } = moment;
    const record = { ...back, place, worth, instead: added, by: source, height, timeMs };
    saleReturns.write(ledger, record, sale.id, place);
    const kept = withLine(sale.lines, body.line, { returned: line.returned + body.quantity });
    const sent = {
      ...{ of: line.of, ...instead, total: worth, shipped: 0n, released: 0n, returned: 0n },
      ...{ refunded: 0n, insteadOf: body.line, returnBy: undefined },
    };
    const after = { lines: [...kept, sent], status: "shipping" as const, returns: place + 1 };
    takeStep(ledger, { ...sale, ...after }, "exchange", acting, String(place));
    return done({ place, line: added });
  },
});
