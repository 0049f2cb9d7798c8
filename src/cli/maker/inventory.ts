import { formatAsset } from "../../primitives/asset-id.ts";
import type { Balances } from "./account.ts";
import type { Market } from "./market.ts";
import type { Price } from "./reference-price.ts";

/** An asset's inventory, available and on hold, in minor units. */
export interface Line {
  readonly asset: string;
  readonly decimals: number;
  readonly before: bigint;
  readonly now: bigint;
}

/** What the account owns of each asset of the markets, and owned before. */
export function inventoryOf(markets: readonly Market[], before: Balances, now: Balances): Line[] {
  const assets = new Set(markets.flatMap(({ base, quote }) => [base, quote].map(formatAsset)));
  const owned = (balances: Balances, asset: string): bigint => {
    const { available = 0n, held = 0n } = balances.get(asset) ?? {};
    return available + held;
  };
  return [...assets].map((asset) => ({
    asset,
    decimals: (now.get(asset) ?? before.get(asset))?.decimals ?? 0,
    before: owned(before, asset),
    now: owned(now, asset),
  }));
}

/**
 * The change of an inventory at the last prices, in minor units of an asset, rounded down: what was gained by making the market, if
 * nothing else moved the balances. Undefined while a price that it takes was never read.
 */
export function gainOf(
  lines: readonly Line[],
  markets: readonly Market[],
  prices: ReadonlyMap<string, Price>,
  valueIn: string,
): bigint | undefined {
  const rates = ratesInto(valueIn, markets, prices);
  let sum: Price = { num: 0n, den: 1n };
  for (const { asset, before, now } of lines) {
    if (now === before) continue;
    const rate = rates.get(asset);
    if (rate === undefined) return undefined;
    const den = sum.den * rate.den;
    sum = { num: sum.num * rate.den + (now - before) * rate.num * sum.den, den };
  }
  const whole = sum.num / sum.den;
  return whole * sum.den > sum.num ? whole - 1n : whole;
}

/** Minor units of one asset for a minor unit of each other, over as many pairs as it takes. */
function ratesInto(
  valueIn: string,
  markets: readonly Market[],
  prices: ReadonlyMap<string, Price>,
): Map<string, Price> {
  const rates = new Map<string, Price>([[valueIn, { num: 1n, den: 1n }]]);
  for (let found = true; found;) {
    found = false;
    for (const { name, base, quote, pricing } of markets) {
      const price = prices.get(name);
      if (price === undefined) continue;
      const num = price.num * 10n ** BigInt(pricing.quoteDecimals);
      const den = price.den * 10n ** BigInt(pricing.baseDecimals);
      const [ofBase, ofQuote] = [formatAsset(base), formatAsset(quote)];
      const [known, into] = [rates.get(ofQuote), rates.get(ofBase)];
      if (known !== undefined && into === undefined) {
        rates.set(ofBase, { num: known.num * num, den: known.den * den });
        found = true;
      } else if (into !== undefined && known === undefined) {
        rates.set(ofQuote, { num: into.num * den, den: into.den * num });
        found = true;
      }
    }
  }
  return rates;
}
