import { requestQuote } from "../../transactions/fx/quotes/request.ts";
import { toMinor } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption, inTime } from "../decide.ts";
import { exchangeGiven, exchangeOptions } from "../exchange-options.ts";
import { operationOf } from "../operations.ts";

export const fxRequest = defineCommand({
  usage: "fx request",
  summary: "Asks makers for firm quotes; nothing is reserved, and nobody has to answer.",
  options: [
    {
      flags: "--makers <list>",
      summary: "who is asked: names, separated by commas",
      required: true,
    },
    ...exchangeOptions,
    { flags: "--amount <number>", summary: "how much of --fixed", required: true },
    { flags: "--within <time>", summary: "how long they have, like 90s or 1h", fallback: "1h" },
    expiresOption,
  ],
  async run(session, given) {
    const option = (name: string): string => textOption(given, name) ?? "";
    const makers: Uint8Array[] = [];
    for (const name of option("makers").split(",")) makers.push(await session.account(name.trim()));
    const { pays, gets, fixed, paysDecimals, getsDecimals } = await exchangeGiven(session, given);
    const decimals = fixed === "pays" ? paysDecimals : getsDecimals;
    const amount = toMinor({ number: option("amount"), asset: option(fixed) }, decimals);
    const answerBy = inTime(option("within"));
    const operations = [operationOf(requestQuote, { pays, gets, fixed, amount, makers, answerBy })];
    const summary = `Ask ${option("makers")} for ${option("gets")} against ${option("pays")}`;
    return decide(session, given, { account: await session.actor(), operations, summary });
  },
});
