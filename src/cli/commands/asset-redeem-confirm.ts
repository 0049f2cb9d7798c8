import { redeemConfirm } from "../../transactions/assets/redeem-confirm.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { hashOf } from "../hash.ts";
import { operationOf } from "../operations.ts";

export const assetRedeemConfirm = defineCommand({
  usage: "asset redeem-confirm <redemption>",
  summary: "The issuer confirms that it has paid out; the amount is destroyed.",
  options: [expiresOption],
  async run(session, given) {
    const redemption = hashOf(argument(given, 0));
    const operations = [operationOf(redeemConfirm, { redemption })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: "Confirm the redemption" });
  },
});
