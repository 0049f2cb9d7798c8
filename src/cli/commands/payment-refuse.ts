import { refuse } from "../../transactions/payments/refuse.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationFromJson } from "../operations.ts";

export const paymentRefuse = defineCommand({
  usage: "payment refuse <uetr>",
  summary: "Refuses a held payment as one of its parties; the payer has its funds again.",
  options: [
    {
      flags: "--reason <code>",
      summary: "ISO 20022 status reason, like AC04 or RR04",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const uetr = argument(given, 0);
    const reason = textOption(given, "reason") ?? "";
    const operations = [operationFromJson(refuse, { uetr, reason })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Refuse payment ${uetr}` });
  },
});
