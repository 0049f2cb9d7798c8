import { toHex } from "../../primitives/bytes.ts";
import { withdrawRefund } from "../../transactions/trade/refunds/withdraw.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";
import { hashOf } from "../hash.ts";

export const tradeWithdrawRefund = defineCommand({
  usage: "trade withdraw-refund <claim>",
  summary: "An exporter takes a claim back that nobody has decided on.",
  options: [expiresOption],
  async run(session, given) {
    const claim = toHex(hashOf(argument(given, 0)));
    return carryOut(session, given, withdrawRefund, { claim }, "Take the claim back");
  },
});
