import { field } from "../../../../primitives/fields/index.ts";
import { participantName } from "../../../../chain/participant.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { MONEY_ROLES } from "../../../money-roles.ts";
import { orderForPayer, payerFailures } from "./order-for.ts";
import { mallOrders } from "./records.ts";
import { statusFailures, whyNotInEscrow } from "./status.ts";
import { withStep } from "./steps.ts";

const { NOT_PAID, ORDER_DONE, ORDER_CANCELLED } = statusFailures;

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
    ...payerFailures,
    ...{ NOT_PAID, ORDER_DONE, ORDER_CANCELLED },
    NOTHING_REFUSED:
      "The merchant has refused no refund, or the time to dispute that is over. Ask for a refund first.",
  },
  keys: ({ body }) => [mallOrders.key(body.order)],
  check: () => undefined,
  apply({ source, body: { order: id, evidence }, ...moment }, ledger) {
    const order = orderForPayer(ledger, source, id, moment);
    if (typeof order === "string") return fail(order);
    const why = whyNotInEscrow(order);
    if (why !== undefined) return fail(why);
    const { asking } = order;
    if (asking?.status !== "refused") return fail("NOTHING_REFUSED");
    const status = "disputed" as const;
    const after = { ...order, asking: { ...asking, status }, dueAt: undefined };
    const about = { money: { goods: asking.goods, tax: asking.tax }, evidence };
    mallOrders.write(ledger, withStep(ledger, after, "dispute", { source, ...moment }, about), id);
    return done({ arbiter: order.arbiter });
  },
});
