import { decimalText } from "../../primitives/decimal.ts";
import type { Pricing } from "../price.ts";

/** The price of one whole unit of base in whole units of quote, exactly; `den` is a power of ten. */
export interface Price {
  readonly num: bigint;
  readonly den: bigint;
}

const PRICE = /^(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?$/;
const MILLION = 1_000_000n;

/** Undefined if the text is no decimal number above zero. */
export function priceOf(text: string): Price | undefined {
  if (!PRICE.test(text)) return undefined;
  const [whole = "0", fraction = ""] = text.split(".");
  const num = BigInt(whole + fraction);
  return num === 0n ? undefined : { num, den: 10n ** BigInt(fraction.length) };
}

export function decimalOf({ num, den }: Price): string {
  return decimalText(num, den.toString().length - 1);
}

/** Whether a price is further from the one before than so many millionths of that. */
export function isJump(before: Price, now: Price, most: bigint): boolean {
  const [was, is] = [before.num * now.den, now.num * before.den];
  const away = is > was ? is - was : was - is;
  return away * MILLION > was * most;
}

/** A distance in basis points as whole ticks of a pair near a price, rounded down: how far off an offer may be. */
export function ticksWithin(bps: number, { num, den }: Price, pricing: Pricing): number {
  const { tick, baseDecimals, quoteDecimals } = pricing;
  const top = num * 10n ** BigInt(quoteDecimals) * tick.den;
  const ticks = Number(top / (den * 10n ** BigInt(baseDecimals) * tick.num));
  return Math.floor((ticks * bps) / 10_000);
}
