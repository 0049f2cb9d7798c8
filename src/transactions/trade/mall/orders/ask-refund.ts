import { field } from "../../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { MONEY_ROLES } from "../../../money-roles.ts";
import { waiting } from "./due.ts";
import { orderForPayer, payerFailures } from "./order-for.ts";
import { isWithin } from "./escrow.ts";
import { mallOrders, portion, refundReason } from "./records.ts";
import { statusFailures, whyNotInEscrow } from "./status.ts";
import { withStep } from "./steps.ts";
import { termOf } from "./terms.ts";

const { NOT_PAID, ORDER_DONE, ORDER_CANCELLED } = statusFailures;

/** trade.order.refund: the buyer asks for a part of its money, or all of it. A merchant that does not answer in time agrees. */
export const askRefund = defineOperation({
  tag: 0x0510,
  name: "trade.order.refund",
  since: 9,
  summary: "The buyer asks the merchant for a part of what is in escrow, or all of it.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({
    order: field.hash(),
    /** Minor units, of the goods with freight, and of the tax. */
    ...portion.shape,
    reason: refundReason,
  }),
  result: field.record({ answerBy: field.count() }),
  failures: {
    ...payerFailures,
    ...{ NOT_PAID, ORDER_DONE, ORDER_CANCELLED },
    ZERO_AMOUNT: "The amount is zero. Ask for at least one minor unit.",
    REFUND_ASKED: "A refund is asked for already. One is answered or decided before the next.",
    MORE_THAN_ESCROW:
      "Less than that is in escrow of the goods or of the tax. trade_order shows how much.",
  },
  keys: ({ body }) => [mallOrders.key(body.order)],
  check: ({ body }) => (body.goods === 0n && body.tax === 0n ? "ZERO_AMOUNT" : undefined),
  apply({ source, body: { order: id, goods, tax, reason }, ...moment }, ledger) {
    const order = orderForPayer(ledger, source, id, moment);
    if (typeof order === "string") return fail(order);
    const why = whyNotInEscrow(order);
    if (why !== undefined) return fail(why);
    if (order.asking !== undefined) return fail("REFUND_ASKED");
    if (!isWithin({ goods, tax }, order.escrow)) return fail("MORE_THAN_ESCROW");
    const { height, timeMs } = moment;
    const answerBy = termOf(ledger, order, "trade-answer-days", timeMs);
    const asking = { goods, tax, reason, status: "asked" as const, height, timeMs };
    const asked = waiting(ledger, { ...order, asking }, answerBy);
    const about = { money: { goods, tax }, code: reason };
    mallOrders.write(
      ledger,
      withStep(ledger, asked, "refund-ask", { source, ...moment }, about),
      id,
    );
    return done({ answerBy });
  },
});
