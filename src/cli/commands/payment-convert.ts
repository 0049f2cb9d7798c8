import type { Amount } from "../../primitives/fields/ledger-kinds.ts";
import { type Hop, path as pathField } from "../../transactions/fx/paths/records.ts";
import { pathReceive } from "../../transactions/payments/path-receive.ts";
import { pathSend } from "../../transactions/payments/path-send.ts";
import { parseTypedAmount } from "../amount.ts";
import { defineCommand, type Given, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { hashOf } from "../hash.ts";
import { rateText } from "../exchange-rate.ts";
import { amountOf, assetOf, objectOf } from "../ledger.ts";
import { pathFound } from "../path-found.ts";
import { paymentFound } from "../payment-found.ts";
import type { Session } from "../session.ts";
import { operationOf } from "../operations.ts";
import { detailsGiven, orderOptions, uetrGiven, uuidBytes } from "../payment-options.ts";

const details = orderOptions.filter(({ flags }) => !flags.startsWith("--amount"));

export const paymentConvert = defineCommand({
  usage: "payment convert",
  summary:
    "Pays in one asset what arrives in another, converted over books or by a quote; all or nothing.",
  options: [
    ...details,
    { flags: "--send <amount>", summary: 'exactly this leaves, like "780.00 HKD@gateway-hk"' },
    { flags: "--deliver-min <amount>", summary: "with --send: at least this arrives" },
    { flags: "--deliver <amount>", summary: "exactly this arrives" },
    { flags: "--send-max <amount>", summary: "with --deliver: at most this leaves" },
    {
      flags: "--via <assets>",
      summary: "assets in between, separated by commas; the best path, if absent",
    },
    { flags: "--quote <id>", summary: "the firm quote that converts it, instead of the book" },
    expiresOption,
  ],
  async run(session, given) {
    const option = (name: string) => textOption(given, name);
    const isSend = option("send") !== undefined;
    const [from, into] = isSend
      ? [option("send"), option("deliverMin")]
      : [option("sendMax"), option("deliver")];
    if (from === undefined || into === undefined) {
      const hint = "Give --send and --deliver-min, or --deliver and --send-max.";
      throw usageError("AMOUNTS_MISSING", "What leaves and what arrives is not said.", hint);
    }
    const [left, right] = [parseTypedAmount(from), parseTypedAmount(into)];
    await session.keys(); // what is wrong on this side is said before a node is asked
    const to = await session.account(option("to") ?? "");
    const [sent, delivered] = [await amountOf(session, left), await amountOf(session, right)];
    const ends = [sent.asset, delivered.asset] as const;
    const path =
      option("via") === undefined && option("quote") === undefined
        ? await proposed(session, ends, isSend ? sent : delivered, isSend)
        : await named(session, given, delivered.asset);
    const uetr = uetrGiven(given);
    const body = { to, path, uetr: uuidBytes(uetr), ...detailsGiven(given) };
    const operations = [
      isSend
        ? operationOf(pathSend, { ...body, send: sent, deliverMin: delivered })
        : operationOf(pathReceive, { ...body, sendMax: sent, deliver: delivered }),
    ];
    const summary = isSend
      ? `Send ${from} to ${option("to")}, who gets at least ${into}`
      : `Deliver ${into} to ${option("to")} for at most ${from}`;
    const account = await session.actor();
    const answer = await decide(session, given, { account, operations, summary });
    const rate = await convertedAt(session, uetr);
    const text = [`UETR ${uetr}`, ...rate.map((one) => `rate ${one}`), answer.text].join("\n");
    return { json: { uetr, ...(answer.json as object) }, text };
  },
});

/** The rate, for people. Of a payment that is final this must not fail: without an answer, and while there is none, nothing is said. */
async function convertedAt(session: Session, uetr: string): Promise<string[]> {
  if (session.options.json || !session.options.wait) return [];
  const found = await paymentFound(session, uetr).catch(() => undefined);
  const conversion = found?.json["conversion"];
  return conversion === undefined ? [] : [rateText(objectOf(conversion, "conversion"))];
}

/** The path that the node finds best. */
async function proposed(
  session: Session,
  [from, to]: readonly [Uint8Array, Uint8Array],
  amount: Amount,
  isSend: boolean,
): Promise<Hop[]> {
  const found = await pathFound(session, from, to, isSend ? "send" : "deliver", amount);
  return [...pathField.fromJson(found["path"]!, {})];
}

/** The path that the options name. */
async function named(session: Session, given: Given, into: Uint8Array): Promise<Hop[]> {
  const assets: Uint8Array[] = [];
  const via = textOption(given, "via")?.split(",") ?? [];
  for (const one of via) assets.push(await assetOf(session, one.trim()));
  const id = textOption(given, "quote");
  const quote = id === undefined ? undefined : hashOf(id);
  return [...assets, into].map((asset) => ({ asset, quote, worst: undefined }));
}
