import { field } from "../../../../primitives/fields/index.ts";
import { hasCode } from "../../../customs/enterprises/own.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { orderNow, refunded, waiting } from "./due.ts";
import { escrowFailures } from "./escrow.ts";
import { mallOrders, orderStatus } from "./records.ts";
import { statusFailures, whyNotInEscrow } from "./status.ts";
import { withStep } from "./steps.ts";
import { termOf } from "./terms.ts";

const { UNKNOWN_ORDER, NOT_PAID, ORDER_DONE, ORDER_CANCELLED } = statusFailures;

/** trade.order.refund.answer: the merchant agrees to a refund, which is paid at once, or refuses it, which the buyer can dispute. */
export const answerRefund = defineOperation({
  tag: 0x0511,
  name: "trade.order.refund.answer",
  since: 9,
  summary: "The merchant agrees to a refund that is asked for, or refuses it.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({ order: field.hash(), agree: field.bool() }),
  result: field.record({ status: orderStatus }),
  failures: {
    ...{ UNKNOWN_ORDER, NOT_PAID, ORDER_DONE, ORDER_CANCELLED },
    BUYER_BARRED: escrowFailures.BUYER_BARRED,
    NOT_YOUR_SALE: "Another merchant sold this. trade_order shows which.",
    NOTHING_ASKED:
      "No refund is asked for, or it was answered. trade_order shows it; the arbiter decides on disputes.",
  },
  keys: ({ body }) => [mallOrders.key(body.order)],
  check: () => undefined,
  apply({ source, body: { order: id, agree }, ...moment }, ledger) {
    const order = orderNow(ledger, id, moment);
    if (order === undefined) return fail("UNKNOWN_ORDER");
    if (!hasCode(ledger, source, order.ebcCode)) return fail("NOT_YOUR_SALE");
    const why = whyNotInEscrow(order);
    if (why !== undefined) return fail(why);
    const { asking } = order;
    if (asking?.status !== "asked") return fail("NOTHING_ASKED");
    const event = { source, ...moment };
    const money = { goods: asking.goods, tax: asking.tax };
    if (agree) {
      const after = refunded(ledger, order, money, "refund-agree", event);
      if (after === undefined) return fail("BUYER_BARRED");
      mallOrders.write(ledger, after, id);
      return done({ status: after.status });
    }
    const answered = { ...order, asking: { ...asking, status: "refused" as const } };
    const disputeBy = termOf(ledger, order, "trade-answer-days", moment.timeMs);
    const after = waiting(ledger, answered, disputeBy);
    mallOrders.write(ledger, withStep(ledger, after, "refund-refuse", event, { money }), id);
    return done({ status: order.status });
  },
});
