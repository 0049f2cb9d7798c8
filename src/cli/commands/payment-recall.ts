import { recall } from "../../transactions/payments/recall.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationFromJson } from "../operations.ts";

export const paymentRecall = defineCommand({
  usage: "payment recall <uetr>",
  summary: "Asks the receiver of a payment to send it back; the receiver decides.",
  options: [
    {
      flags: "--reason <code>",
      summary: "DUPL, CUST, FRAD, AM09, AC03, AGNT, CURR, TECH or UPAY",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const uetr = argument(given, 0);
    const reason = textOption(given, "reason") ?? "";
    const operations = [operationFromJson(recall, { uetr, reason })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Call back payment ${uetr}` });
  },
});
