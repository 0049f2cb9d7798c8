import { formatAccount } from "../../primitives/account-id.ts";
import { parseAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { withNames } from "../account-names.ts";
import { formatMinor } from "../amount.ts";
import { defineCommand } from "../command.ts";
import { decimalsOf, listOf, objectOf, textOf } from "../ledger.ts";
import { priceText } from "../price.ts";
import { untilWhen } from "../proposal-words.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";
import type { Session } from "../session.ts";

export const fxQuotes = defineCommand({
  usage: "fx quotes [account]",
  summary: "Firm quotes that an account gave or may accept; without a name, the acting account's.",
  async run(session, given) {
    const [name] = given.args;
    const account = name === undefined ? await session.actor() : await session.account(name);
    const json = await readAll(session, "fx_quotes", "quotes", { account: formatAccount(account) });
    const rows: Json[][] = [];
    for (const one of json) rows.push(await rowOf(session, one));
    const heads = [
      "quote",
      "maker",
      "taker",
      "pays",
      "gets",
      "rate",
      "least",
      "most",
      "of",
      "until",
    ];
    const shown = listOf(await withNames(session, rows), "rows") as Json[][];
    return { json, text: renderTable(heads, shown, ["rate", "least", "most"]) };
  },
});

async function rowOf(session: Session, one: Json): Promise<Json[]> {
  const quote = objectOf(one, "quote");
  const text = (name: string): string => textOf(quote[name], name);
  const decimals = {
    pays: await decimalsOf(session, parseAsset(text("pays"))!),
    gets: await decimalsOf(session, parseAsset(text("gets"))!),
  };
  const { num, den } = objectOf(quote["rate"], "rate");
  const tick = { num: BigInt(textOf(num, "num")), den: BigInt(textOf(den, "den")) };
  const pricing = { tick, baseDecimals: decimals.gets, quoteDecimals: decimals.pays };
  const fixed = text("fixed") === "pays" ? "pays" : "gets";
  const amount = (name: string): string => formatMinor(BigInt(text(name)), decimals[fixed]);
  const until = quote["payment"] === null ? untilWhen(quote["expiresAt"]) : "held payment";
  return [
    ...[text("id"), text("maker"), text("taker"), text("pays"), text("gets")],
    ...[priceText(1, pricing), amount("least"), amount("most"), fixed, until ?? null],
  ];
}
