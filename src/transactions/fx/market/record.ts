import type { Ledger } from "../../../state/ledger.ts";
import { U64_MAX } from "../../assets/balance.ts";
import { type PairRecord, pairOf, type Side } from "../book/records.ts";
import { type BarLength, barLengths, type BarRecord, bars, markets, trades } from "./records.ts";

interface Fill {
  readonly price: number;
  readonly base: bigint;
  readonly quote: bigint;
}

/**
 * Keeps what an order took for whoever looks at the market: each fill as a trade, and the bars of its minute and its hour. All are
 * rings, so a pair's history has a bound, and the cost does not depend on it.
 */
export function recordFills(
  ledger: Ledger,
  pair: Pick<PairRecord, "base" | "quote">,
  side: Side,
  fills: readonly Fill[],
  { height, timeMs }: { readonly height: number; readonly timeMs: number },
): void {
  if (fills.length === 0) return;
  const id = pairOf(pair.base, pair.quote);
  const before = markets.read(ledger, id)?.trades ?? 0;
  fills.forEach(({ price, base, quote }, place) => {
    const number = before + place;
    trades.write(ledger, { number, price, base, quote, side, height, timeMs }, id, number);
  });
  markets.write(ledger, { trades: before + fills.length }, id);
  for (const length of Object.keys(barLengths) as BarLength[]) {
    const { ms } = barLengths[length];
    const start = timeMs - (timeMs % ms);
    const known = bars.read(ledger, id, length, start);
    const bar = known?.start === start ? known : undefined;
    bars.write(ledger, barWith(bar, start, fills), id, length, start);
  }
}

function barWith(bar: BarRecord | undefined, start: number, fills: readonly Fill[]): BarRecord {
  const prices = fills.map(({ price }) => price);
  const sum = (leg: "base" | "quote"): bigint => {
    const all = fills.reduce((before, fill) => before + fill[leg], bar?.[leg] ?? 0n);
    return all > U64_MAX ? U64_MAX : all;
  };
  return {
    start,
    open: bar?.open ?? prices[0]!,
    high: Math.max(bar?.high ?? 0, ...prices),
    low: Math.min(bar?.low ?? Infinity, ...prices),
    close: prices.at(-1)!,
    ...{ base: sum("base"), quote: sum("quote") },
    trades: (bar?.trades ?? 0) + fills.length,
  };
}
