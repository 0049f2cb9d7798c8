import { setFees } from "../../transactions/payments/set-fees.ts";
import { assetOption } from "../asset-option.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { assetOf } from "../ledger.ts";
import { minorsGiven, numberOption } from "../limit-options.ts";
import { operationOf } from "../operations.ts";

export const paymentSetFees = defineCommand({
  usage: "payment set-fees",
  summary: "Sets what the acting account charges for approving payments in an asset.",
  options: [
    assetOption,
    numberOption("--flat", "for each payment, like 2.00; nothing if absent"),
    { flags: "--ppm <number>", summary: "millionths of the amount", fallback: "0" },
    numberOption("--least", "the least that is charged"),
    numberOption("--most", "the most that is charged"),
    expiresOption,
  ],
  async run(session, given) {
    const typed = textOption(given, "asset") ?? "";
    const ppm = textOption(given, "ppm") ?? "0";
    if (!/^[0-9]{1,7}$/.test(ppm)) {
      const hint = "Write a whole number of millionths: 1500 is 0.15 %.";
      throw usageError("PPM_FORMAT", `"${ppm}" is no rate in millionths.`, hint);
    }
    const asset = await assetOf(session, typed);
    const [flat, least, most] = await minorsGiven(session, given, asset, ["flat", "least", "most"]);
    const schedule = { flat: flat ?? 0n, partsPerMillion: Number(ppm), least, most };
    const operations = [operationOf(setFees, { asset, schedule })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Set fees in ${typed}` });
  },
});
