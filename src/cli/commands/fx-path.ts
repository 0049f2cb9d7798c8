import type { Json } from "../../primitives/fields/field.ts";
import { formatMinor, parseTypedAmount } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { amountOf, assetOf, decimalsOf, listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { pathFound } from "../path-found.ts";
import { renderTable } from "../render.ts";
import { parseAsset } from "../../primitives/asset-id.ts";
import type { Session } from "../session.ts";

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
    const rows: Json[][] = [];
    for (const [place, one] of listOf(json["legs"], "legs").entries()) {
      const { gave, got, fills } = objectOf(one, "leg");
      const by = objectOf(hops[place], "hop")["quote"] ?? `book, ${numberOf(fills, "fills")} fills`;
      rows.push([...(await shown(session, gave)), ...(await shown(session, got)), by]);
    }
    const heads = ["gives", "of", "gets", "into", "by"];
    return { json, text: renderTable(heads, rows, ["gives", "gets"]) };
  },
});

async function shown(session: Session, amount: Json | undefined): Promise<[string, string]> {
  const { asset, minor } = objectOf(amount, "amount");
  const text = textOf(asset, "asset");
  const decimals = await decimalsOf(session, parseAsset(text)!);
  return [formatMinor(BigInt(textOf(minor, "minor")), decimals), text];
}
