import { repayRefund } from "../../transactions/trade/refunds/repay.ts";
import { defineCommand } from "../command.ts";
import { textOf } from "../ledger.ts";
import { settleClaim, settleOptions } from "../refunds/settle-claim.ts";

export const tradeRepay = defineCommand({
  usage: "trade repay <claim>",
  summary: "An exporter pays back what a claim owes, all of it, to the treasury.",
  options: settleOptions,
  run: (session, given) =>
    settleClaim(session, given, repayRefund, "due", (amount, claim) => {
      return `Pay ${amount} back to the treasury of ${textOf(claim["country"], "country")}`;
    }),
});
