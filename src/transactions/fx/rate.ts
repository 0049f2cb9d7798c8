import { U64_MAX } from "../assets/balance.ts";
import type { Tick } from "./records.ts";

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
