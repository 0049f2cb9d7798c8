import { giveQuote } from "../../transactions/fx/quotes/give.ts";
import { toMinor } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption, inTime } from "../decide.ts";
import { exchangeGiven, exchangeOptions } from "../exchange-options.ts";
import { hashOf } from "../hash.ts";
import { operationOf } from "../operations.ts";
import { tickOf } from "../price.ts";

export const fxQuote = defineCommand({
  usage: "fx quote",
  summary: "A maker gives one taker a firm quote; what it promises is reserved meanwhile.",
  options: [
    { flags: "--taker <account>", summary: "who may accept it: account or name", required: true },
    ...exchangeOptions,
    {
      flags: "--rate <number>",
      summary: "what is paid for one of --gets, like 7.8",
      required: true,
    },
    { flags: "--least <number>", summary: "the smallest amount of --fixed; the most, if absent" },
    { flags: "--most <number>", summary: "the largest amount of --fixed", required: true },
    {
      flags: "--within <time>",
      summary: "how long it may be accepted, like 90s or 1h",
      fallback: "60s",
    },
    { flags: "--settle-within <time>", summary: "how long a held payment may keep it" },
    { flags: "--request <id>", summary: "the request that it answers" },
    expiresOption,
  ],
  async run(session, given) {
    const option = (name: string): string => textOption(given, name) ?? "";
    const taker = await session.account(option("taker"));
    const { pays, gets, paysDecimals, getsDecimals, fixed } = await exchangeGiven(session, given);
    const [asset, decimals] =
      fixed === "pays" ? [option("pays"), paysDecimals] : [option("gets"), getsDecimals];
    const minor = (number: string): bigint => toMinor({ number, asset }, decimals);
    const [settle, request] = [textOption(given, "settleWithin"), textOption(given, "request")];
    const body = {
      ...{ taker, pays, gets, fixed },
      ...{
        least: minor(textOption(given, "least") ?? option("most")),
        most: minor(option("most")),
      },
      rate: tickOf(option("rate"), { baseDecimals: getsDecimals, quoteDecimals: paysDecimals }),
      expiresAt: inTime(option("within")),
      settleBy: settle === undefined ? undefined : inTime(settle),
      request: request === undefined ? undefined : hashOf(request),
    };
    const operations = [operationOf(giveQuote, body)];
    const summary = `Quote ${option("taker")} ${option("rate")} ${option("pays")} for one ${option("gets")}`;
    return decide(session, given, { account: await session.actor(), operations, summary });
  },
});
