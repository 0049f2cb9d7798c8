import { redeemReject } from "../../transactions/assets/redeem-reject.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { hashOf } from "../hash.ts";
import { operationOf } from "../operations.ts";

export const assetRedeemReject = defineCommand({
  usage: "asset redeem-reject <redemption>",
  summary: "The issuer refuses a redemption; the amount is available again.",
  options: [
    { flags: "--reason <text>", summary: "why, up to 140 bytes", required: true },
    expiresOption,
  ],
  async run(session, given) {
    const redemption = hashOf(argument(given, 0));
    const reason = textOption(given, "reason") ?? "";
    const operations = [operationOf(redeemReject, { redemption, reason })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: "Reject the redemption" });
  },
});
