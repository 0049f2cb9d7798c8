import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { entryKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";
import { side } from "../book/records.ts";

/** How many trades of a pair are kept. */
export const TRADES_KEPT = 1_024;

/** How long the bars of a pair are, and how many of each length are kept: minutes of a day, hours of a year. */
export const barLengths = {
  minute: { ms: 60_000, kept: 1_440 },
  hour: { ms: 3_600_000, kept: 8_784 },
} as const;
export type BarLength = keyof typeof barLengths;

/** One offer that was filled, whole or in part. */
export const tradeRecord = field.record({
  /** Counted from 0 in its pair. */
  number: field.count(),
  /** In ticks. */
  price: field.uint(32),
  /** In minor units. */
  base: field.uint64(),
  quote: field.uint64(),
  /** What the taker did with the base asset. */
  side,
  height: field.count(),
  timeMs: field.count(),
});
export type TradeRecord = ValueOf<typeof tradeRecord>;

/** First, highest, lowest and last price of an interval, and what was exchanged in it. */
export const barRecord = field.record({
  /** When it begins, milliseconds UTC. */
  start: field.count(),
  open: field.uint(32),
  high: field.uint(32),
  low: field.uint(32),
  close: field.uint(32),
  /** In minor units; more than an amount can be counts as that. */
  base: field.uint64(),
  quote: field.uint64(),
  trades: field.uint(32),
});
export type BarRecord = ValueOf<typeof barRecord>;

/** How many trades a pair has had. */
export const marketRecord = field.record({ trades: field.count() });

/** By pair. */
export const markets = stored(marketRecord, entryKey("fx/market"));
/** By pair and number: a ring, in which the newest takes the place of the oldest. */
export const trades = stored(
  tradeRecord,
  (pair: Uint8Array, number: number) => `fx/trade/${toHex(pair)}/${number % TRADES_KEPT}`,
);
/** By pair, length and start: a ring too, so what is found there may be of another day or year. */
export const bars = stored(barRecord, (pair: Uint8Array, length: BarLength, start: number) => {
  const { ms, kept } = barLengths[length];
  return `fx/bar/${toHex(pair)}/${length}/${Math.floor(start / ms) % kept}`;
});
