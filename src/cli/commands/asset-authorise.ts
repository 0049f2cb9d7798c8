import { holderAuthorise } from "../../transactions/assets/holder-authorise.ts";
import { assetGiven, assetOption } from "../asset-option.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const assetAuthorise = defineCommand({
  usage: "asset authorise <holder>",
  summary: "Lets an account hold an asset whose holders need the issuer's authorisation.",
  options: [assetOption, expiresOption],
  async run(session, given) {
    const name = argument(given, 0);
    const { asset, typed } = await assetGiven(session, given);
    const holder = await session.account(name);
    const operations = [operationOf(holderAuthorise, { asset, holder })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Let ${name} hold ${typed}` });
  },
});
