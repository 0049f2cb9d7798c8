import { payRefund } from "../../transactions/trade/refunds/pay.ts";
import { defineCommand } from "../command.ts";
import { settleClaim, settleOptions } from "../refunds/settle-claim.ts";
import { partyOf } from "../trade/order-money.ts";

export const tradePayRefund = defineCommand({
  usage: "trade pay-refund <claim>",
  summary: "The treasury pays an approved claim, once, to the account that claimed.",
  options: settleOptions,
  run: (session, given) =>
    settleClaim(session, given, payRefund, "refund", async (amount, claim) => {
      return `Pay ${amount} to ${await partyOf(session, claim["account"])}`;
    }),
});
