import { setLimits } from "../../transactions/assets/set-limits.ts";
import { assetGiven, assetOption } from "../asset-option.ts";
import { defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { minorsGiven, numberOption } from "../limit-options.ts";
import { operationOf } from "../operations.ts";

export const assetSetLimits = defineCommand({
  usage: "asset set-limits",
  summary: "Sets an asset's limits anew, all of them; those without a number end.",
  options: [
    assetOption,
    numberOption("--per-holder", "the most that one account may have, like 50000.00"),
    numberOption("--per-transfer", "the most in one payment"),
    numberOption("--per-day", "the most that one account may send in a day of UTC"),
    expiresOption,
  ],
  async run(session, given) {
    const { asset, typed } = await assetGiven(session, given);
    const names = ["perHolder", "perTransfer", "perDay"];
    const [perHolder, perTransfer, perDay] = await minorsGiven(session, given, asset, names);
    const limits = { perHolder, perTransfer, perDay };
    const operations = [operationOf(setLimits, { asset, limits })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Limit ${typed}` });
  },
});
