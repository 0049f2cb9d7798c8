import { decideInvoice } from "../../transactions/trade/refunds/decide-invoice.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";
import { answerOptions, refusalGiven } from "../refunds/answer-given.ts";
import { invoiceNamed } from "../refunds/invoice-named.ts";

export const tradeDecideInvoice = defineCommand({
  usage: "trade decide-invoice <invoice>",
  summary: "The tax authority confirms or refuses an invoice: SELLER/CODE/NUMBER, or its id.",
  options: [...answerOptions("confirm", "NOT_FOUND or DIFFERS"), expiresOption],
  async run(session, given) {
    const reason = refusalGiven(given, "confirm");
    const confirm = reason === null;
    const body = { invoice: invoiceNamed(argument(given, 0)), confirm, reason };
    const summary = `${confirm ? "Confirm" : "Refuse"} invoice ${argument(given, 0)}`;
    return carryOut(session, given, decideInvoice, body, summary);
  },
});
