import { redeemConfirm } from "../../transactions/assets/redeem-confirm.ts";
import { argument, defineCommand } from "../command.ts";
import { hashOf } from "../hash.ts";
import { operationOf } from "../operations.ts";
import { transact } from "../transact.ts";

export const assetRedeemConfirm = defineCommand({
  usage: "asset redeem-confirm <redemption>",
  summary: "The issuer confirms that it has paid out; the amount is destroyed.",
  async run(session, given) {
    const redemption = hashOf(argument(given, 0));
    const operation = operationOf(redeemConfirm, { redemption });
    return transact(session, { operations: [operation], summary: "Confirm the redemption" });
  },
});
