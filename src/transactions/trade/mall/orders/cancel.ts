import { equalBytes } from "../../../../primitives/bytes.ts";
import type { AccountId } from "../../../../primitives/account-id.ts";
import { field } from "../../../../primitives/fields/index.ts";
import type { LedgerReader } from "../../../../state/ledger.ts";
import { hasCode } from "../../../customs/enterprises/own.ts";
import { isInUse } from "../../../customs/orders/take-order.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { MONEY_ROLES } from "../../../money-roles.ts";
import { cut, orderNow } from "./due.ts";
import { escrowFailures, minus, sumOf } from "./escrow.ts";
import { type MallOrder, mallOrders, orderStatus } from "./records.ts";
import { statusFailures, whyNotCancellable } from "./status.ts";

const { UNKNOWN_ORDER, ALREADY_SHIPPED, ORDER_DONE, ORDER_CANCELLED } = statusFailures;

/**
 * trade.order.cancel: buyer, platform or merchant cancels an order of which nothing was sent; all its money goes back, stock and annual
 * limit are free. Of one that was sent in part the merchant cancels the rest.
 */
export const cancelOrder = defineOperation({
  tag: 0x050c,
  name: "trade.order.cancel",
  since: 9,
  summary: "Cancels an order that was not sent, or the merchant what was not sent of it.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({
    order: field.hash(),
    reason: field.choice(["BUYER_WITHDREW", "OUT_OF_STOCK", "WRONG_PRICE", "FRAUD", "OTHER"]),
  }),
  result: field.record({ status: orderStatus, refunded: field.amount() }),
  failures: {
    ...{ UNKNOWN_ORDER, ALREADY_SHIPPED, ORDER_DONE, ORDER_CANCELLED },
    BUYER_BARRED: escrowFailures.BUYER_BARRED,
    NOT_YOUR_ORDER:
      "Payer, platform and merchant cancel an order, and the source is none of them. trade_order shows who is.",
    PARTLY_SHIPPED:
      "A part was sent. The merchant cancels the rest; the buyer can ask for a refund of it.",
    REFUND_ASKED: "The buyer asks for a refund. Answer that first.",
    ORDER_DECLARED:
      "An inventory list was matched with the order. Its declarant asks customs to have it back first.",
  },
  keys: ({ body }) => [mallOrders.key(body.order)],
  check: () => undefined,
  apply({ source, body: { order: id, reason }, ...moment }, ledger) {
    const order = orderNow(ledger, id, moment);
    if (order === undefined) return fail("UNKNOWN_ORDER");
    const why = whyNotCancellable(order) ?? whyNot(ledger, order, source);
    if (why !== undefined) return fail(why);
    const after = cut(ledger, order, "cancel", { source, ...moment }, reason);
    if (after === undefined) return fail("BUYER_BARRED");
    mallOrders.write(ledger, after, id);
    const minor = sumOf(minus(order.escrow, after.escrow));
    return done({ status: after.status, refunded: { asset: order.asset, minor } });
  },
});

function whyNot(ledger: LedgerReader, order: MallOrder, source: AccountId) {
  const isMerchant = hasCode(ledger, source, order.ebcCode);
  const isOther = equalBytes(order.payer, source) || equalBytes(order.platform, source);
  if (!isMerchant && !isOther) return "NOT_YOUR_ORDER";
  if (order.status === "shipping" && !isMerchant) return "PARTLY_SHIPPED";
  if (order.asking !== undefined) return "REFUND_ASKED";
  return order.status !== "shipping" && isInUse(ledger, order.id) ? "ORDER_DECLARED" : undefined;
}
