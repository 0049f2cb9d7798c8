import { parseAsset } from "../../primitives/asset-id.ts";
import { returnPayment } from "../../transactions/payments/return.ts";
import { toMinor } from "../amount.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { CliError } from "../errors.ts";
import { decimalsOf } from "../ledger.ts";
import { operationFromJson } from "../operations.ts";
import { paymentFound } from "../payment-found.ts";

export const paymentReturn = defineCommand({
  usage: "payment return <uetr>",
  summary: "Sends a payment that was received back to its payer, whole or in part.",
  options: [
    {
      flags: "--amount <number>",
      summary: "how much, like 1250.00, in the payment's asset; all that is left if absent",
    },
    {
      flags: "--reason <code>",
      summary: "ISO 20022 return reason, like CUST or FOCR",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const uetr = argument(given, 0);
    const { asset, left } = await paymentFound(session, uetr);
    if (left === 0n) {
      const message = `Nothing of payment ${uetr} is left to return.`;
      throw new CliError("NOTHING_LEFT", message, "`portolan payment track` shows what was.");
    }
    const number = textOption(given, "amount");
    const decimals = number === undefined ? 0 : await decimalsOf(session, parseAsset(asset)!);
    const minor = number === undefined ? left : toMinor({ number, asset }, decimals);
    const reason = textOption(given, "reason") ?? "";
    const body = { uetr, minor: minor.toString(), reason };
    const operations = [operationFromJson(returnPayment, body)];
    const account = await session.actor();
    const summary = `Return ${number ?? "all"} of payment ${uetr}`;
    return decide(session, given, { account, operations, summary });
  },
});
