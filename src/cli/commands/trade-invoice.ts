import { withNames } from "../account-names.ts";
import { argument, defineCommand } from "../command.ts";
import { objectOf, textOf } from "../ledger.ts";
import { refundInWords } from "../refunds/in-words.ts";
import { invoiceFound } from "../refunds/invoice-named.ts";
import { Treasuries } from "../refunds/treasury.ts";
import { renderJson } from "../render.ts";

export const tradeInvoice = defineCommand({
  usage: "trade invoice <invoice>",
  summary: "A VAT special invoice, SELLER/CODE/NUMBER or id, and how much of it claims have taken.",
  async run(session, given) {
    const json = await invoiceFound(session, argument(given, 0));
    const { decimals } = await new Treasuries(session).of(textOf(json["country"], "country"));
    const named = objectOf(await withNames(session, json), "invoice");
    return { json, text: renderJson(refundInWords(named, decimals)) };
  },
});
