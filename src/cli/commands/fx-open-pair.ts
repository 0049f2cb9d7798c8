import { openPair } from "../../transactions/fx/book/open-pair.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { decimalsOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";
import { pairGiven, pairOptions } from "../pair-options.ts";
import { tickOf } from "../price.ts";

export const fxOpenPair = defineCommand({
  usage: "fx open-pair",
  summary:
    "An issuer of one of two assets, or a regulator, opens the book in which they are exchanged.",
  options: [
    ...pairOptions,
    {
      flags: "--tick <price>",
      summary: "the step of prices, quote for one of base, like 0.0001",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const { base, quote } = await pairGiven(session, given);
    const tick = tickOf(textOption(given, "tick") ?? "", {
      baseDecimals: await decimalsOf(session, base),
      quoteDecimals: await decimalsOf(session, quote),
    });
    const operations = [operationOf(openPair, { base, quote, tick })];
    const account = await session.actor();
    const summary = `Open the book of ${textOption(given, "base")} in ${textOption(given, "quote")}`;
    return decide(session, given, { account, operations, summary });
  },
});
