import type { Rates } from "./tariff.ts";

/** `within` the limits of cross-border retail, or a single article above the limit of one transaction, taxed in `full`. */
export type Treatment = "within" | "full";

/** Minor units each. */
export interface Tax {
  readonly duty: bigint;
  readonly consumption: bigint;
  readonly valueAdded: bigint;
}

const WHOLE = 10_000n;

/** Halves are rounded up; nothing here is negative. */
export function divide(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

/**
 * What one line of an import owes on its dutiable value (财关税〔2016〕18号, docs/domain section 4).
 *
 * Within the limits duty is nothing, and of consumption and value-added tax `percent` per cent are levied. The price includes
 * consumption tax: with rate c and a value v before it, consumption tax is v·c / (1 − c) and value-added tax v·r / (1 − c), together the
 * composite rate. Each tax is rounded once, to the minor unit.
 */
export function taxOf(
  value: bigint,
  { duty, valueAdded, consumption }: Rates,
  treatment: Treatment,
  percent: bigint,
): Tax {
  const [d, c, v] = [duty, consumption, valueAdded].map(BigInt) as [bigint, bigint, bigint];
  const rest = WHOLE - c;
  if (treatment === "within") {
    const [part, whole] = [value * percent, rest * 100n];
    return { duty: 0n, consumption: divide(part * c, whole), valueAdded: divide(part * v, whole) };
  }
  const withDuty = value * (WHOLE + d);
  return {
    duty: divide(value * d, WHOLE),
    consumption: divide(withDuty * c, WHOLE * rest),
    valueAdded: divide(withDuty * v, WHOLE * rest),
  };
}

export function sumOf({ duty, consumption, valueAdded }: Tax): bigint {
  return duty + consumption + valueAdded;
}

/**
 * Shares an amount out in proportion to weights. Every share is what the shares up to it are worth together, rounded down, less
 * those before it: they add up to the whole, and none is off by a minor unit or more.
 */
export function allot(amount: bigint, weights: readonly bigint[]): bigint[] {
  const isNothing = weights.every((one) => one === 0n);
  const parts = isNothing ? weights.map(() => 1n) : weights; // of goods that cost nothing alike
  const whole = parts.reduce((sum, one) => sum + one, 0n);
  let [sum, given] = [0n, 0n];
  return parts.map((one) => {
    sum += one;
    const upToHere = (amount * sum) / whole;
    const share = upToHere - given;
    given = upToHere;
    return share;
  });
}

/** What so many of a line's units are worth of it, after so many before: all of them together are worth all of it. */
export function partOf(amount: bigint, quantity: bigint, before: bigint, more: bigint): bigint {
  const upTo = (count: bigint): bigint => (amount * count) / quantity;
  return upTo(before + more) - upTo(before);
}
