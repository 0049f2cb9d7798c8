import { withdrawGuarantee } from "../../transactions/customs/tax/withdraw.ts";
import { parseTypedAmount } from "../amount.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { amountOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";

export const customsWithdraw = defineCommand({
  usage: "customs withdraw <code> <amount>",
  summary: "A guarantor takes money off hold that no list and no bill needs.",
  options: [expiresOption],
  async run(session, given) {
    const [code, typed] = [argument(given, 0), argument(given, 1)];
    const parsed = parseTypedAmount(typed);
    const account = await session.actor();
    const { minor } = await amountOf(session, parsed);
    const operations = [operationOf(withdrawGuarantee, { code, minor })];
    const summary = `Take ${typed} back from the guarantee of ${code}`;
    return decide(session, given, { account, operations, summary });
  },
});
