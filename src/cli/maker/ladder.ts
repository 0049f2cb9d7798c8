import type { Side } from "../../transactions/fx/book/records.ts";
import type { Pricing } from "../price.ts";
import type { Price } from "./reference-price.ts";

/** What a pair's maker wants to offer: amounts in minor units, distances in millionths of the price. */
export interface Terms {
  readonly spread: bigint;
  readonly step: bigint;
  readonly levels: number;
  readonly size: bigint;
  readonly keepBase: bigint;
  readonly mostBase: bigint | undefined;
  readonly keepQuote: bigint;
}

/** What it owns that it may offer, in minor units: available, and on hold for the offers that it may replace. */
export interface Purse {
  readonly base: bigint;
  readonly quote: bigint;
}

/** Best prices of others, in ticks; undefined where nobody else offers. */
export interface Others {
  readonly bid: number | undefined;
  readonly ask: number | undefined;
}

/** An offer that should rest: price in ticks, amounts in minor units. */
export interface Target {
  readonly side: Side;
  readonly price: number;
  readonly quantity: bigint;
  /** What it reserves: of base if it sells, of quote if it buys. */
  readonly reserves: bigint;
}

const MILLION = 1_000_000n;
const TICKS_MAX = 2 ** 32 - 1;

/**
 * Offers on both sides of a price, the best first: bids are rounded down to a tick and asks up, so the spread is never narrower than
 * wanted; none reaches what others offer; and inventory keeps within its limits even if every one of them is filled.
 */
export function ladderOf(
  price: Price,
  terms: Terms,
  pricing: Pricing,
  purse: Purse,
  others: Others,
): Target[] {
  return [
    ...sideOf("sell", price, terms, pricing, purse, others),
    ...sideOf("buy", price, terms, pricing, purse, others),
  ];
}

function sideOf(
  side: Side,
  price: Price,
  terms: Terms,
  pricing: Pricing,
  purse: Purse,
  { bid, ask }: Others,
): Target[] {
  const targets: Target[] = [];
  const away = side === "sell" ? 1 : -1;
  let left = side === "sell" ? purse.base - terms.keepBase : purse.quote - terms.keepQuote;
  let room = terms.mostBase === undefined ? undefined : terms.mostBase - purse.base;
  let nearest = side === "sell" ? (bid ?? 0) + 1 : (ask ?? TICKS_MAX + 1) - 1;
  for (let level = 0; level < terms.levels; level++) {
    const wanted = atLevel(side, price, terms, pricing, BigInt(level));
    const ticks = side === "sell" ? Math.max(wanted, nearest) : Math.min(wanted, nearest);
    if (ticks < 1 || ticks > TICKS_MAX) break;
    const reserves = side === "sell" ? terms.size : worthOf(terms.size, ticks, pricing);
    if (reserves > left) break;
    if (side === "buy" && room !== undefined && (room -= terms.size) < 0n) break;
    targets.push({ side, price: ticks, quantity: terms.size, reserves });
    left -= reserves;
    nearest = ticks + away;
  }
  return targets;
}

function atLevel(
  side: Side,
  { num, den }: Price,
  { spread, step }: Terms,
  { tick, baseDecimals, quoteDecimals }: Pricing,
  level: bigint,
): number {
  // Twice the distance, as the spread is shared by the two sides.
  const away = spread + 2n * step * level;
  const factor = 2n * MILLION + (side === "sell" ? away : -away);
  if (factor <= 0n) return 0;
  const top = num * factor * 10n ** BigInt(quoteDecimals) * tick.den;
  const bottom = den * 2n * MILLION * 10n ** BigInt(baseDecimals) * tick.num;
  const ticks = side === "sell" ? (top + bottom - 1n) / bottom : top / bottom;
  return ticks > BigInt(TICKS_MAX) ? TICKS_MAX + 1 : Number(ticks);
}

/** What a bid reserves, as the ledger rounds it: up. */
function worthOf(quantity: bigint, price: number, { tick }: Pricing): bigint {
  return (quantity * BigInt(price) * tick.num + tick.den - 1n) / tick.den;
}
