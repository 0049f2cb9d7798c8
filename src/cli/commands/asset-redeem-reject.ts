import { redeemReject } from "../../transactions/assets/redeem-reject.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { hashOf } from "../hash.ts";
import { operationOf } from "../operations.ts";
import { transact } from "../transact.ts";

export const assetRedeemReject = defineCommand({
  usage: "asset redeem-reject <redemption>",
  summary: "The issuer refuses a redemption; the amount is available again.",
  options: [{ flags: "--reason <text>", summary: "why, up to 140 bytes", required: true }],
  async run(session, given) {
    const redemption = hashOf(argument(given, 0));
    const reason = textOption(given, "reason") ?? "";
    const operation = operationOf(redeemReject, { redemption, reason });
    return transact(session, { operations: [operation], summary: "Reject the redemption" });
  },
});
