import { payOrder } from "../../transactions/trade/mall/orders/pay.ts";
import { defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";
import { uetrGiven } from "../payment-options.ts";
import { inWords, partyOf, sumOf } from "../trade/order-money.ts";
import { orderGiven } from "../trade/sold-order.ts";

/** One order. With --uetr given, running it again never pays twice: an order is paid once, and the ledger takes each UETR once. */
export const tradePay = defineCommand({
  usage: "trade pay <order>",
  summary:
    "Pays an order of a mall into escrow, out of which its sellers are paid when it is done.",
  options: [
    { flags: "--uetr <uuid>", summary: "of the payment; a new one if absent" },
    expiresOption,
  ],
  async run(session, given) {
    const { typed, order, money } = await orderGiven(session, given);
    const holder = await partyOf(session, order["holder"]);
    const uetr = uetrGiven(given);
    const sum = inWords(sumOf(order["whole"]), money);
    const summary = `Pay ${sum} for order ${typed} into escrow at ${holder}`;
    const answer = await carryOut(session, given, payOrder, { order: order["id"]!, uetr }, summary);
    const heading = `${sum} into escrow at ${holder}, UETR ${uetr}`;
    return { json: { uetr, ...(answer.json as object) }, text: `${heading}\n${answer.text}` };
  },
});
