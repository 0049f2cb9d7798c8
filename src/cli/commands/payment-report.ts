import { track } from "../../transactions/payments/track.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationFromJson } from "../operations.ts";

export const paymentReport = defineCommand({
  usage: "payment report <uetr>",
  summary: "Tells payer and receiver of a held payment where it is.",
  options: [
    {
      flags: "--reason <code>",
      summary: "gpi: G000 passed on, G002 not today, G003 documents awaited, G004 funds awaited",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const uetr = argument(given, 0);
    const reason = textOption(given, "reason") ?? "";
    const operations = [operationFromJson(track, { uetr, reason })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Report on payment ${uetr}` });
  },
});
