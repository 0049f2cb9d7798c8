import { acceptQuote } from "../../transactions/fx/quotes/accept.ts";
import { toMinor } from "../amount.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { hashOf } from "../hash.ts";
import { operationOf } from "../operations.ts";
import { quoteFound } from "../quote-found.ts";

export const fxAccept = defineCommand({
  usage: "fx accept <quote>",
  summary: "Exchanges by a firm quote, whole or within its band; then it is used up.",
  options: [
    {
      flags: "--amount <number>",
      summary: "of the amount that the quote lays down; its most, if absent",
    },
    expiresOption,
  ],
  async run(session, given) {
    const quote = hashOf(argument(given, 0));
    const account = await session.actor();
    const { fixedAsset, decimals, most } = await quoteFound(session, account, quote);
    const number = textOption(given, "amount");
    const amount = number === undefined ? most : toMinor({ number, asset: fixedAsset }, decimals);
    const operations = [operationOf(acceptQuote, { quote, amount })];
    return decide(session, given, { account, operations, summary: "Accept the quote" });
  },
});
