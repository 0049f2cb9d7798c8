import { clawback } from "../../transactions/assets/clawback.ts";
import { parseTypedAmount } from "../amount.ts";
import { reasonOption } from "../asset-option.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { amountOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";

export const assetClawback = defineCommand({
  usage: "asset clawback",
  summary: "Takes an amount from a holder and destroys it, as a court or the asset's terms demand.",
  options: [
    { flags: "--from <account>", summary: "the holder: account or name", required: true },
    { flags: "--amount <amount>", summary: 'like "1250.00 HKD@gateway-hk"', required: true },
    reasonOption,
    expiresOption,
  ],
  async run(session, given) {
    const [name = "", typed = "", reason = ""] = ["from", "amount", "reason"].map((option) =>
      textOption(given, option),
    );
    const parsed = parseTypedAmount(typed);
    const from = await session.account(name);
    const amount = await amountOf(session, parsed);
    const operations = [operationOf(clawback, { from, amount, reason })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Take ${typed} from ${name}` });
  },
});
