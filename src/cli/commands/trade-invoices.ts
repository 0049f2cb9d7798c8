import type { Json } from "../../primitives/fields/field.ts";
import { defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { refundInWords } from "../refunds/in-words.ts";
import { Treasuries } from "../refunds/treasury.ts";
import { renderTable } from "../render.ts";

export const tradeInvoices = defineCommand({
  usage: "trade invoices",
  summary: "The VAT special invoices of a buyer, or those that a tax authority has in hand.",
  options: [
    { flags: "--buyer <code>", summary: "the exporter's code" },
    { flags: "--in-hand <country>", summary: "that its tax authority decides on now, like CN" },
  ],
  async run(session, given) {
    const buyer = textOption(given, "buyer") ?? null;
    const inHandOf = textOption(given, "inHand") ?? null;
    if ((buyer === null) === (inHandOf === null)) {
      const hint = "Give --buyer CODE or --in-hand COUNTRY.";
      throw usageError("ONE_OF_TWO", "Invoices are those of a buyer or of a country.", hint);
    }
    const json = await readAll(session, "trade_invoices", "invoices", { buyer, inHandOf });
    const treasuries = new Treasuries(session);
    const rows: Json[][] = [];
    for (const one of json) {
      const invoice = objectOf(one, "invoice");
      const { decimals } = await treasuries.of(textOf(invoice["country"], "country"));
      const { seller, code, number, issued, ...rest } = refundInWords(invoice, decimals);
      const parts = [seller, code, number].flatMap((part) =>
        typeof part === "string" ? part : [],
      );
      const { net, vat, claimed, status, reason } = rest;
      const cells = [parts.join("/"), invoice["buyer"], issued, net, vat, claimed, status, reason];
      rows.push(cells.map((cell) => cell ?? null));
    }
    const sums = ["net", "vat", "claimed"];
    const heads = ["invoice", "buyer", "issued", ...sums, "status", "reason"];
    return { json, text: renderTable(heads, rows, sums) };
  },
});
