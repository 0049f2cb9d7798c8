import { withNames } from "../account-names.ts";
import { formatMinor } from "../amount.ts";
import { argument, defineCommand } from "../command.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { type JsonObject, listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { renderTable } from "../render.ts";

const HEADS = ["available", "in offers", "in quotes", "other", "position", "lowest", "highest"];

export const fxPositions = defineCommand({
  usage: "fx positions <participant>",
  summary:
    "What a participant has of each asset over all its accounts, what of it is reserved, and between what its offers and quotes may bring it.",
  async run(session, given) {
    const participant = argument(given, 0);
    const json = objectOf(await session.call("fx_positions", { participant }), "positions");
    const all = listOf(json["positions"], "positions").map((one) => objectOf(one, "position"));
    const rows = listOf(await withNames(session, all.map(rowOf)), "rows") as Json[][];
    const accounts = numberOf(json["accounts"], "accounts");
    const over = `Over ${accounts} ${accounts === 1 ? "account" : "accounts"}, at height ${numberOf(json["height"], "height")}`;
    return { json, text: `${renderTable(["asset", ...HEADS], rows, HEADS)}\n${over}` };
  },
});

function rowOf(position: JsonObject): Json[] {
  const { asset, decimals, available, lowest, highest } = position;
  const reserved = objectOf(position["reserved"], "reserved");
  const minors = [
    ...[available, reserved["offers"], reserved["quotes"], reserved["other"]],
    ...[position["position"], lowest, highest],
  ];
  const places = numberOf(decimals, "decimals");
  const shown = minors.map((one) => formatMinor(BigInt(textOf(one, "amount")), places));
  return [textOf(asset, "asset"), ...shown];
}
