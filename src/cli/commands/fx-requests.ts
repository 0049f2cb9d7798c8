import { formatAccount } from "../../primitives/account-id.ts";
import { parseAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { withNames } from "../account-names.ts";
import { formatMinor } from "../amount.ts";
import { defineCommand } from "../command.ts";
import { decimalsOf, listOf, objectOf, textOf } from "../ledger.ts";
import { untilWhen } from "../proposal-words.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

export const fxRequests = defineCommand({
  usage: "fx requests [account]",
  summary: "Who waits for a quote of a maker; without a name, the acting account.",
  async run(session, given) {
    const [name] = given.args;
    const account = name === undefined ? await session.actor() : await session.account(name);
    const of = { account: formatAccount(account) };
    const json = await readAll(session, "fx_requests", "requests", of);
    const rows: Json[][] = [];
    for (const one of json) {
      const request = objectOf(one, "request");
      const text = (field: string): string => textOf(request[field], field);
      const decimals = await decimalsOf(session, parseAsset(text(text("fixed")))!);
      const amount = formatMinor(BigInt(text("amount")), decimals);
      const until = untilWhen(request["answerBy"]) ?? null;
      rows.push([
        text("id"),
        text("taker"),
        text("pays"),
        text("gets"),
        amount,
        text("fixed"),
        until,
      ]);
    }
    const heads = ["request", "taker", "pays", "gets", "amount", "of", "until"];
    const shown = listOf(await withNames(session, rows), "rows") as Json[][];
    return { json, text: renderTable(heads, shown, ["amount"]) };
  },
});
