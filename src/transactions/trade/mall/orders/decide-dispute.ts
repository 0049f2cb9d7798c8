import { ROLES } from "../../../../chain/participant.ts";
import { field } from "../../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { ownAccount } from "../../../participants/records.ts";
import { orderNow, refunded, released } from "./due.ts";
import { escrowFailures, isWithin, sumOf } from "./escrow.ts";
import { mallOrders, portion } from "./records.ts";
import { statusFailures } from "./status.ts";

const { UNKNOWN_ORDER } = statusFailures;

/** trade.order.dispute.decide: the arbiter says what goes back to the buyer. The rest is the sellers', and the order is done. */
export const decideDispute = defineOperation({
  tag: 0x0513,
  name: "trade.order.dispute.decide",
  since: 9,
  summary: "The arbiter decides how much of a disputed order's money goes back to the buyer.",
  signatories: ROLES,
  threshold: "medium",
  body: field.record({
    order: field.hash(),
    /** Minor units, of the goods with freight, and of the tax. */
    ...portion.shape,
  }),
  result: field.record({ refunded: field.amount(), released: field.amount() }),
  failures: {
    UNKNOWN_ORDER,
    ...escrowFailures,
    NOT_THE_ARBITER: "Another participant is the arbiter of this order. trade_order shows which.",
    NOT_DISPUTED: "The order is not disputed, or was decided. trade_order shows it.",
    MORE_THAN_ESCROW:
      "Less than that is in escrow of the goods or of the tax. trade_order shows how much.",
  },
  keys: ({ body }) => [mallOrders.key(body.order)],
  check: () => undefined,
  apply({ source, body: { order: id, goods, tax }, ...moment }, ledger) {
    const order = orderNow(ledger, id, moment);
    if (order === undefined) return fail("UNKNOWN_ORDER");
    const { participant } = ownAccount(ledger, source);
    if (participant !== order.arbiter) return fail("NOT_THE_ARBITER");
    if (order.asking?.status !== "disputed") return fail("NOT_DISPUTED");
    const back = { goods, tax };
    if (!isWithin(back, order.escrow)) return fail("MORE_THAN_ESCROW");
    const event = { source, ...moment };
    const decided = refunded(ledger, order, back, "decide", event);
    if (decided === undefined) return fail("BUYER_BARRED");
    const left = sumOf(decided.escrow);
    const after = left === 0n ? decided : released(ledger, decided, "decide", event);
    if (after === undefined) return fail("SELLER_BARRED");
    mallOrders.write(ledger, after, id);
    const { asset } = order;
    return done({ refunded: { asset, minor: goods + tax }, released: { asset, minor: left } });
  },
});
