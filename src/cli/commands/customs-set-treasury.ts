import { setTreasury } from "../../transactions/customs/tax/set-treasury.ts";
import { assetGiven, assetOption } from "../asset-option.ts";
import { defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const customsSetTreasury = defineCommand({
  usage: "customs set-treasury",
  summary: "The tax authority of --key takes customs taxes to its account, in an asset.",
  options: [assetOption, expiresOption],
  async run(session, given) {
    const { asset, typed } = await assetGiven(session, given);
    const account = await session.actor();
    const operations = [operationOf(setTreasury, { asset })];
    const summary = `Take customs taxes in ${typed}`;
    return decide(session, given, { account, operations, summary });
  },
});
