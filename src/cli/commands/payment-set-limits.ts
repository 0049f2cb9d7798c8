import { setLimits } from "../../transactions/payments/set-limits.ts";
import { assetOption } from "../asset-option.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { assetOf } from "../ledger.ts";
import { minorsGiven, numberOption } from "../limit-options.ts";
import { operationOf } from "../operations.ts";

export const paymentSetLimits = defineCommand({
  usage: "payment set-limits <account>",
  summary: "Sets what a sponsored account may send of an asset; without numbers, no limit.",
  options: [
    assetOption,
    numberOption("--per-transfer", "the most in one payment, like 5000.00"),
    numberOption("--per-day", "the most in a day of UTC, by block time"),
    numberOption("--per-year", "the most in a calendar year of UTC"),
    expiresOption,
  ],
  async run(session, given) {
    const name = argument(given, 0);
    const target = await session.account(name);
    const asset = await assetOf(session, textOption(given, "asset") ?? "");
    const names = ["perTransfer", "perDay", "perYear"];
    const [perTransfer, perDay, perYear] = await minorsGiven(session, given, asset, names);
    const limit = { asset, perTransfer, perDay, perYear };
    const operations = [operationOf(setLimits, { account: target, limit })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Limit payments of ${name}` });
  },
});
