import { formatAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { formatMinor } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { type JsonObject, listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { bookFound, pairGiven, pairOptions } from "../pair-options.ts";
import { type Pricing, priceText } from "../price.ts";
import { renderTable } from "../render.ts";
import type { Session } from "../session.ts";
import { sparkline } from "../sparkline.ts";

/** The most that a node gives in one answer. */
const PAGE = 100;
const LAST_MAX = 8_784;

export const fxBars = defineCommand({
  usage: "fx bars",
  summary: "A pair's first, highest, lowest and last price by minute or hour, and how much it was.",
  options: [
    ...pairOptions,
    { flags: "--length <interval>", summary: "minute or hour", fallback: "hour" },
    { flags: "--last <count>", summary: "how many intervals back", fallback: "24" },
  ],
  async run(session, given) {
    const pair = await pairGiven(session, given);
    const length = textOption(given, "length") ?? "hour";
    if (length !== "minute" && length !== "hour") {
      throw usageError("BAR_LENGTH", `"${length}" is no interval.`, "Write minute or hour.");
    }
    const last = lastOf(textOption(given, "last") ?? "");
    const { pricing } = await bookFound(session, pair);
    const params = { base: formatAsset(pair.base), quote: formatAsset(pair.quote), length };
    const json = (await barsOf(session, params, last)).reverse();
    const closes = json.map((one) => numberOf(one["close"], "close"));
    const heads = ["from (UTC)", "open", "high", "low", "close", "volume", "for", "trades"];
    const rows = json.map((one) => rowOf(one, pricing));
    const table = renderTable(heads, rows, heads.slice(1));
    return { json, text: json.length < 2 ? table : `${sparkline(closes)}  close\n${table}` };
  },
});

/** The newest first. */
async function barsOf(session: Session, params: JsonObject, last: number): Promise<JsonObject[]> {
  const found: JsonObject[] = [];
  let before: Json = null;
  for (let left = last; left > 0; left -= PAGE) {
    const limit = Math.min(PAGE, left);
    const page = objectOf(await session.call("fx_bars", { ...params, before, limit }), "bars");
    found.push(...listOf(page["bars"], "bars").map((one) => objectOf(one, "bar")));
    before = page["next"] ?? null;
    if (before === null) break;
  }
  return found;
}

function rowOf(bar: JsonObject, pricing: Pricing): Json[] {
  const price = (name: string): string => priceText(numberOf(bar[name], name), pricing);
  const amount = (name: string, decimals: number): string =>
    formatMinor(BigInt(textOf(bar[name], name)), decimals);
  const start = new Date(numberOf(bar["start"], "start")).toISOString().slice(0, 16);
  return [
    start.replace("T", " "),
    ...["open", "high", "low", "close"].map(price),
    ...[amount("base", pricing.baseDecimals), amount("quote", pricing.quoteDecimals)],
    numberOf(bar["trades"], "trades"),
  ];
}

function lastOf(typed: string): number {
  const last = /^[0-9]{1,4}$/.test(typed) ? Number(typed) : 0;
  if (last >= 1 && last <= LAST_MAX) return last;
  const hint = `Give a number from 1 to ${LAST_MAX}.`;
  throw usageError("LIMIT_FORMAT", `"${typed}" is no number of intervals.`, hint);
}
