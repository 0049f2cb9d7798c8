import { recallRefuse } from "../../transactions/payments/recall-refuse.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationFromJson } from "../operations.ts";

export const paymentRefuseRecall = defineCommand({
  usage: "payment refuse-recall <uetr>",
  summary: "Answers a recall: the payment is not sent back.",
  options: [
    {
      flags: "--reason <code>",
      summary: "AC04, AM04, ARDT, CUST, LEGL, NOAS or NOOR",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const uetr = argument(given, 0);
    const reason = textOption(given, "reason") ?? "";
    const operations = [operationFromJson(recallRefuse, { uetr, reason })];
    const account = await session.actor();
    return decide(session, given, {
      account,
      operations,
      summary: `Refuse the recall of payment ${uetr}`,
    });
  },
});
