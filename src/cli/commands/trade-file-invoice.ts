import { createHash } from "node:crypto";

import { fileInvoice } from "../../transactions/trade/refunds/file-invoice.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";
import { readBytes } from "../files.ts";
import { minorGiven } from "../refunds/amount-given.ts";
import { Treasuries } from "../refunds/treasury.ts";

export const tradeFileInvoice = defineCommand({
  usage: "trade file-invoice <buyer> <seller> <number>",
  summary:
    "An exporter files a VAT special invoice of goods that it bought, for the tax authority to confirm.",
  options: [
    { flags: "--code <digits>", summary: "the invoice code, which one of 8 digits goes with" },
    {
      flags: "--net <amount>",
      summary: "like 7000.00, in what refunds are paid in",
      required: true,
    },
    { flags: "--vat <amount>", summary: "the tax on it, like 910.00", required: true },
    { flags: "--issued <day>", summary: "the day of the invoice, like 2026-11-20", required: true },
    {
      flags: "--document <file>",
      summary: "the invoice itself, whose hash is filed",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const [buyer, seller, number] = [0, 1, 2].map((at) => argument(given, at)) as [
      ...[string, string, string],
    ];
    const option = (name: string): string => textOption(given, name) ?? "";
    const bytes = readBytes(option("document"));
    const documentHash = createHash("sha256").update(bytes).digest("hex");
    const treasury = await new Treasuries(session).ofEnterprise(buyer);
    const [net, vat] = [
      await minorGiven(session, option("net"), treasury),
      await minorGiven(session, option("vat"), treasury),
    ];
    const body = {
      ...{ buyer, seller, code: textOption(given, "code") ?? null, number },
      ...{ net: net.toString(), vat: vat.toString(), issued: option("issued"), documentHash },
    };
    return carryOut(session, given, fileInvoice, body, `File invoice ${number} of ${seller}`);
  },
});
