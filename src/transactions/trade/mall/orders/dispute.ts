import { equalBytes } from "../../../../primitives/bytes.ts";
import { field } from "../../../../primitives/fields/index.ts";
import { participantName } from "../../../../chain/participant.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { MONEY_ROLES } from "../../../money-roles.ts";
import { orderNow } from "./due.ts";
import { mallOrders } from "./records.ts";
import { statusFailures, whyNotInEscrow } from "./status.ts";
import { withStep } from "./steps.ts";

const { UNKNOWN_ORDER, NOT_PAID, ORDER_DONE, ORDER_CANCELLED } = statusFailures;

/** trade.order.dispute: the buyer takes a refused refund to the arbiter that the listing named. The money stays in escrow until it decides. */
export const disputeOrder = defineOperation({
  tag: 0x0512,
  name: "trade.order.dispute",
  since: 9,
  summary: "The buyer takes a refund that the merchant refused to the arbiter.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({
    order: field.hash(),
    /** Of what speaks for the buyer; the text itself goes to the arbiter outside the ledger. */
    evidence: field.optional(field.hash()),
  }),
  result: field.record({ arbiter: participantName }),
  failures: {
    ...{ UNKNOWN_ORDER, NOT_PAID, ORDER_DONE, ORDER_CANCELLED },
    NOT_YOUR_ORDER:
      "Another account pays this order: only its buyer disputes. trade_order shows which.",
    NOTHING_REFUSED:
      "The merchant has refused no refund, or the time to dispute that is over. Ask for a refund first.",
  },
  keys: ({ body }) => [mallOrders.key(body.order)],
  check: () => undefined,
  apply({ source, body: { order: id }, ...moment }, ledger) {
    const order = orderNow(ledger, id, moment);
    if (order === undefined) return fail("UNKNOWN_ORDER");
    if (!equalBytes(order.payer, source)) return fail("NOT_YOUR_ORDER");
    const why = whyNotInEscrow(order);
    if (why !== undefined) return fail(why);
    const { asking } = order;
    if (asking?.status !== "refused") return fail("NOTHING_REFUSED");
    const status = "disputed" as const;
    const after = { ...order, asking: { ...asking, status }, dueAt: undefined };
    const money = { goods: asking.goods, tax: asking.tax };
    mallOrders.write(
      ledger,
      withStep(ledger, after, "dispute", { source, ...moment }, { money }),
      id,
    );
    return done({ arbiter: order.arbiter });
  },
});
