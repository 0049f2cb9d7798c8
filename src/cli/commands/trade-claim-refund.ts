import type { Json } from "../../primitives/fields/field.ts";
import { claimRefund } from "../../transactions/trade/refunds/claim.ts";
import { argument, defineCommand } from "../command.ts";
import { listNamed } from "../customs/list-named.ts";
import { expiresOption } from "../decide.ts";
import { readJson } from "../files.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { carryingOut } from "../carry-out.ts";
import { inRefundWords } from "../refunds/in-words.ts";
import { invoiceNamed } from "../refunds/invoice-named.ts";
import { Treasuries } from "../refunds/treasury.ts";

export const tradeClaimRefund = defineCommand({
  usage: "trade claim-refund <file>",
  summary:
    "An exporter claims export refund, from JSON as `op trade.refund.claim --schema` shows it; lists and invoices may be named as elsewhere here.",
  options: [expiresOption],
  async run(session, given) {
    const claim = objectOf(readJson(argument(given, 0)), "claim");
    const lines = listOf(claim["lines"], "lines").map(lineOf);
    const body = { creditBalance: null, ...claim, lines };
    const entryId = textOf(claim["entryId"], "entryId");
    const { decimals } = await new Treasuries(session).ofEntry(entryId);
    const summary = `Claim export refund on ${lines.length} lines of declaration ${entryId}`;
    const inWords = inRefundWords(decimals);
    return carryingOut(inWords)(session, given, claimRefund, body, summary);
  },
});

function lineOf(json: Json): Json {
  const { list, invoice = null, ...rest } = objectOf(json, "line");
  return {
    ...{ amount: null, fob: null, ...rest, list: listNamed(textOf(list, "list")) },
    invoice: invoice === null ? null : invoiceNamed(textOf(invoice, "invoice")),
  };
}
