import { unfreeze } from "../../transactions/assets/unfreeze.ts";
import { assetGiven, assetOption } from "../asset-option.ts";
import { defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { holderGiven, holderOption } from "../holder-option.ts";
import { operationOf } from "../operations.ts";

export const assetUnfreeze = defineCommand({
  usage: "asset unfreeze",
  summary: "Ends a freeze of a holder, or of everybody; who was frozen alone stays so.",
  options: [assetOption, holderOption, expiresOption],
  async run(session, given) {
    const { asset, typed } = await assetGiven(session, given);
    const { holder, whose } = await holderGiven(session, given);
    const operations = [operationOf(unfreeze, { asset, holder })];
    const account = await session.actor();
    const summary = `End the freeze of ${typed} of ${whose}`;
    return decide(session, given, { account, operations, summary });
  },
});
