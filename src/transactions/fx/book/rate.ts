import { assert } from "../../../primitives/assert.ts";
import { U64_MAX } from "../../assets/balance.ts";
import type { OfferRecord, Tick } from "./records.ts";

/** Both legs of an exchange, in minor units. */
export interface Legs {
  readonly base: bigint;
  readonly quote: bigint;
}

/**
 * What an amount of the base asset is worth in the quote asset, minor units of both (docs/domain section 2): exact, then
 * rounded down where the quote asset is delivered and up where it is taken. Undefined if it is more than an amount can be.
 */
export function quoteFor(
  base: bigint,
  price: number,
  { num, den }: Tick,
  rounding: "down" | "up",
): bigint | undefined {
  const exact = base * BigInt(price) * num;
  const quote = rounding === "down" ? exact / den : (exact + den - 1n) / den;
  return quote > U64_MAX ? undefined : quote;
}

/**
 * What a taker exchanges with one offer at its price, if so much of one asset is left to be given or got. Rounded in favour
 * of the offer, which is never filled worse than its price. Undefined if that is so little that one leg would be nothing.
 */
export function legsWith(
  { side, price, left }: OfferRecord,
  fixed: "base" | "quote",
  wanted: bigint,
  tick: Tick,
): Legs | undefined {
  const rounding = side === "sell" ? "up" : "down";
  const whole = quoteFor(left, price, tick, rounding);
  assert(whole !== undefined && whole > 0n, "an offer rests only if its worth is an amount");
  if (fixed === "base" ? left <= wanted : whole <= wanted) return { base: left, quote: whole };
  if (fixed === "base") {
    const quote = quoteFor(wanted, price, tick, rounding)!;
    return quote === 0n ? undefined : { base: wanted, quote };
  }
  // The taker pays exactly that, and gets what it pays for; or gets exactly that, and gives what covers it.
  const [top, bottom] = [wanted * tick.den, BigInt(price) * tick.num];
  const base = side === "sell" ? top / bottom : (top + bottom - 1n) / bottom;
  return base === 0n ? undefined : { base, quote: wanted };
}
