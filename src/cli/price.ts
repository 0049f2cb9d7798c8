import { shortDecimalText } from "../primitives/decimal.ts";
import { usageError } from "./errors.ts";

/** How a pair is priced, and what its assets' minor units are: what turns a number that people say into ticks. */
export interface Pricing {
  readonly tick: { readonly num: bigint; readonly den: bigint };
  readonly baseDecimals: number;
  readonly quoteDecimals: number;
}

const DECIMAL = /^(0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?$/;
const PRICE_MAX = 2n ** 32n - 1n;

/** The tick of a pair whose prices go in steps of `text`, like 0.0001: minor units of quote for a minor unit of base. */
export function tickOf(
  text: string,
  { baseDecimals, quoteDecimals }: Omit<Pricing, "tick">,
): Pricing["tick"] {
  const { num, den } = fractionOf(text, "TICK_FORMAT");
  const [top, bottom] = [num * 10n ** BigInt(quoteDecimals), den * 10n ** BigInt(baseDecimals)];
  const common = greatestDivisor(top, bottom);
  return { num: top / common, den: bottom / common };
}

/** A price as people say it, in whole ticks. Throws PRICE_FORMAT, or PRICE_BETWEEN_TICKS with the next ones. */
export function ticksOf(text: string, pricing: Pricing): number {
  const { num, den } = fractionOf(text, "PRICE_FORMAT");
  const { tick, baseDecimals, quoteDecimals } = pricing;
  const top = num * 10n ** BigInt(quoteDecimals) * tick.den;
  const bottom = den * 10n ** BigInt(baseDecimals) * tick.num;
  const ticks = top / bottom;
  if (ticks * bottom !== top || ticks < 1n || ticks > PRICE_MAX) {
    const [below, above] = [ticks < 1n ? 1n : ticks, ticks + 1n];
    const hint = `Write ${priceText(Number(below), pricing)} or ${priceText(Number(above), pricing)}.`;
    throw usageError(
      "PRICE_BETWEEN_TICKS",
      `${text} is no whole number of the pair's ticks.`,
      hint,
    );
  }
  return Number(ticks);
}

/** Ticks as people say a price: quote for one whole unit of base, to twelve decimals at most. */
export function priceText(ticks: number, { tick, baseDecimals, quoteDecimals }: Pricing): string {
  const scale = 12;
  const top = BigInt(ticks) * tick.num * 10n ** BigInt(baseDecimals + scale);
  return shortDecimalText(top / (tick.den * 10n ** BigInt(quoteDecimals)), scale);
}

function fractionOf(text: string, code: string): { num: bigint; den: bigint } {
  const [whole, fraction = ""] = text.split(".");
  const num = DECIMAL.test(text) ? BigInt(whole! + fraction) : 0n;
  if (num > 0n) return { num, den: 10n ** BigInt(fraction.length) };
  const hint = "Write a number above zero with a point, like 7.7512.";
  throw usageError(code, `"${text}" is no price.`, hint);
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}
