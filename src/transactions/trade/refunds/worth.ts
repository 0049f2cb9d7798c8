import { partOf } from "../../customs/tax/assess.ts";

/**
 * The most that an invoice, a declared line or a part of a payment comes to here: ten trillion in a currency of two places. All lines
 * of all claims of a declaration together then fit 64 bits.
 */
export const MONEY_MAX = 10n ** 15n;

/** So many goods that were claimed, and how many of them are still abroad; 0.00001 of their unit. */
interface Goods {
  readonly quantity: bigint;
  readonly left: bigint;
}

/** What is left of an amount when goods came back: the parts that were taken off are cumulative, so all of them are the whole. */
export function leftOf(amount: bigint, { quantity, left }: Goods): bigint {
  return amount - partOf(amount, quantity, 0n, quantity - left);
}
