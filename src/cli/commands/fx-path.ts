import { parseTypedAmount } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { amountOf, assetOf, listOf, numberOf, objectOf } from "../ledger.ts";
import { pathFound } from "../path-found.ts";
import { withReadableAmounts } from "../readable-amounts.ts";
import { renderTable } from "../render.ts";

export const fxPath = defineCommand({
  usage: "fx path",
  summary: "By which exchanges most arrives for what is sent, or least is sent for what arrives.",
  options: [
    { flags: "--send <amount>", summary: 'exactly this leaves, like "780.00 HKD@gateway-hk"' },
    { flags: "--into <asset>", summary: "with --send: what arrives" },
    { flags: "--deliver <amount>", summary: "exactly this arrives" },
    { flags: "--from <asset>", summary: "with --deliver: what leaves" },
  ],
  async run(session, given) {
    const option = (name: string) => textOption(given, name);
    const exactly = option("send") === undefined ? "deliver" : "send";
    const [typed, other] = [option(exactly), option(exactly === "send" ? "into" : "from")];
    if (typed === undefined || other === undefined) {
      const hint = "Give --send and --into, or --deliver and --from.";
      throw usageError("AMOUNTS_MISSING", "What leaves and what arrives is not said.", hint);
    }
    const amount = await amountOf(session, parseTypedAmount(typed));
    const asset = await assetOf(session, other);
    const ends =
      exactly === "send" ? ([amount.asset, asset] as const) : ([asset, amount.asset] as const);
    const json = await pathFound(session, ...ends, exactly, amount);
    const hops = listOf(json["path"], "path");
    const legs = listOf(await withReadableAmounts(session, json["legs"] ?? []), "legs");
    const rows = legs.map((one, place) => {
      const { gave, got, fills } = objectOf(one, "leg");
      const by = objectOf(hops[place], "hop")["quote"] ?? `book, ${numberOf(fills, "fills")} fills`;
      return [gave ?? null, got ?? null, by];
    });
    return { json, text: renderTable(["gives", "gets", "by"], rows, ["gives", "gets"]) };
  },
});
