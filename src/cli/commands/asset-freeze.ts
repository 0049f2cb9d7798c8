import { freeze } from "../../transactions/assets/freeze.ts";
import { assetGiven, assetOption, reasonOption } from "../asset-option.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { holderGiven, holderOption } from "../holder-option.ts";
import { operationOf } from "../operations.ts";

export const assetFreeze = defineCommand({
  usage: "asset freeze",
  summary: "Keeps a holder of an asset, or everybody, from paying and being paid in it.",
  options: [assetOption, holderOption, reasonOption, expiresOption],
  async run(session, given) {
    const { asset, typed } = await assetGiven(session, given);
    const { holder, whose } = await holderGiven(session, given);
    const reason = textOption(given, "reason") ?? "";
    const operations = [operationOf(freeze, { asset, holder, reason })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Freeze ${typed} of ${whose}` });
  },
});
