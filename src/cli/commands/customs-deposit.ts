import { depositGuarantee } from "../../transactions/customs/tax/deposit.ts";
import { parseTypedAmount } from "../amount.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { amountOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";

export const customsDeposit = defineCommand({
  usage: "customs deposit <code> <amount>",
  summary: "A guarantor puts money on hold for the taxes of the lists that name it.",
  options: [expiresOption],
  async run(session, given) {
    const [code, typed] = [argument(given, 0), argument(given, 1)];
    const parsed = parseTypedAmount(typed);
    const account = await session.actor();
    const operations = [
      operationOf(depositGuarantee, { code, amount: await amountOf(session, parsed) }),
    ];
    const summary = `Put ${typed} on hold as guarantee of ${code}`;
    return decide(session, given, { account, operations, summary });
  },
});
