import type { Json } from "../primitives/fields/field.ts";
import { assetCode, formatAsset } from "../primitives/asset-id.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { assets, type BalanceRecord } from "../transactions/assets/records.ts";
import { quoteFor } from "../transactions/fx/book/rate.ts";
import type { OfferRecord, Tick } from "../transactions/fx/book/records.ts";
import type { QuoteRecord } from "../transactions/fx/quotes/records.ts";
import { paysFor } from "../transactions/fx/quotes/worth.ts";
import { asset, integer, minor, shape, text } from "./schemas.ts";

/** A participant's position in one asset, over all its accounts; minor units. */
export const positionSchema = shape({
  asset,
  code: text,
  decimals: integer,
  /** Settled: it may be spent. */
  available: minor,
  /** Settled too, and promised: to offers that rest, to firm quotes, and to all else (held payments, redemptions). */
  reserved: shape({ offers: minor, quotes: minor, other: minor }),
  /** What would come if all of its offers, and all of its quotes at their most, were taken. */
  toReceive: shape({ offers: minor, quotes: minor }),
  /** Available and reserved together. */
  position: minor,
  /** The position if all that would reduce it were taken, and nothing else; and the other way round. */
  lowest: minor,
  highest: minor,
});

interface Position {
  available: bigint;
  held: bigint;
  inOffers: bigint;
  inQuotes: bigint;
  fromOffers: bigint;
  fromQuotes: bigint;
}

/** Adds up balances and what is promised of them, by asset. */
export class Positions {
  readonly #byAsset = new Map<string, { readonly id: Uint8Array; readonly sums: Position }>();

  balance(asset: Uint8Array, { available, held }: BalanceRecord): void {
    const sums = this.#of(asset);
    sums.available += available;
    sums.held += held;
  }

  offer({ side, base, quote, price, left, held }: OfferRecord, tick: Tick): void {
    this.#of(side === "sell" ? base : quote).inOffers += held;
    if (side === "buy") this.#of(base).fromOffers += left;
    else this.#of(quote).fromOffers += quoteFor(left, price, tick, "up") ?? 0n;
  }

  /** Of its maker: the taker has promised nothing, unless by a held payment, which is among the rest that is on hold. */
  quote({ pays, gets, fixed, most, rate, reserved }: QuoteRecord): void {
    this.#of(gets).inQuotes += reserved;
    this.#of(pays).fromQuotes += fixed === "pays" ? most : paysFor(most, rate);
  }

  toJson(ledger: LedgerReader): Json[] {
    return [...this.#byAsset.entries()].sort(byName).map(([name, { id, sums }]) => {
      const position = sums.available + sums.held;
      const minors = (all: Readonly<Record<string, bigint>>): Readonly<Record<string, Json>> =>
        Object.fromEntries(Object.entries(all).map(([key, one]) => [key, one.toString()]));
      const { inOffers, inQuotes, fromOffers, fromQuotes } = sums;
      return {
        asset: name,
        code: assetCode(id),
        decimals: assets.read(ledger, id)?.decimals ?? 0,
        ...minors({ available: sums.available }),
        reserved: minors({
          offers: inOffers,
          quotes: inQuotes,
          other: sums.held - inOffers - inQuotes,
        }),
        toReceive: minors({ offers: fromOffers, quotes: fromQuotes }),
        ...minors({
          position,
          lowest: position - inOffers - inQuotes,
          highest: position + fromOffers + fromQuotes,
        }),
      };
    });
  }

  #of(asset: Uint8Array): Position {
    const name = formatAsset(asset);
    const known = this.#byAsset.get(name);
    if (known !== undefined) return known.sums;
    const nothing = { available: 0n, held: 0n, inOffers: 0n, inQuotes: 0n };
    const sums = { ...nothing, fromOffers: 0n, fromQuotes: 0n };
    this.#byAsset.set(name, { id: asset, sums });
    return sums;
  }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
