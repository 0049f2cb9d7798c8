import { formatAccount } from "../../primitives/account-id.ts";
import { parseAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { withNames } from "../account-names.ts";
import { formatMinor } from "../amount.ts";
import { defineCommand } from "../command.ts";
import { listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { bookFound } from "../pair-options.ts";
import { priceText } from "../price.ts";
import { untilWhen } from "../proposal-words.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";
import type { Session } from "../session.ts";

export const fxOffers = defineCommand({
  usage: "fx offers [account]",
  summary: "An account's offers that rest; without a name, the acting account's.",
  async run(session, given) {
    const [name] = given.args;
    const account = name === undefined ? await session.actor() : await session.account(name);
    const json = await readAll(session, "fx_offers", "offers", { account: formatAccount(account) });
    const rows: Json[][] = [];
    for (const one of json) rows.push(await rowOf(session, one));
    const heads = ["offer", "side", "left", "of", "price", "in", "until"];
    const shown = listOf(await withNames(session, rows), "rows") as Json[][];
    return { json, text: renderTable(heads, shown, ["left", "price"]) };
  },
});

async function rowOf(session: Session, offer: Json): Promise<Json[]> {
  const { id, side, base, quote, price, left, expiresAt } = objectOf(offer, "offer");
  const [of, paidIn] = [textOf(base, "base"), textOf(quote, "quote")];
  const pair = { base: parseAsset(of)!, quote: parseAsset(paidIn)! };
  const { pricing } = await bookFound(session, pair);
  const amount = formatMinor(BigInt(textOf(left, "left")), pricing.baseDecimals);
  const until = expiresAt === null ? "–" : untilWhen(expiresAt);
  const at = priceText(numberOf(price, "price"), pricing);
  return [id ?? null, side ?? null, amount, of, at, paidIn, until ?? null];
}
