import { approve } from "../../transactions/payments/approve.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";
import { uuidBytes } from "../payment-options.ts";

export const paymentApprove = defineCommand({
  usage: "payment approve <uetr>",
  summary: "Approves a held payment as one of its parties; the last approval settles it.",
  options: [expiresOption],
  async run(session, given) {
    const uetr = argument(given, 0);
    const operations = [operationOf(approve, { uetr: uuidBytes(uetr) })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Approve payment ${uetr}` });
  },
});
