import { holderRevoke } from "../../transactions/assets/holder-revoke.ts";
import { assetGiven, assetOption } from "../asset-option.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const assetRevoke = defineCommand({
  usage: "asset revoke <holder>",
  summary: "Takes a holder's authorisation back; it may redeem what it has, and nothing else.",
  options: [assetOption, expiresOption],
  async run(session, given) {
    const name = argument(given, 0);
    const { asset, typed } = await assetGiven(session, given);
    const holder = await session.account(name);
    const operations = [operationOf(holderRevoke, { asset, holder })];
    const account = await session.actor();
    const summary = `Let ${name} hold ${typed} no more`;
    return decide(session, given, { account, operations, summary });
  },
});
