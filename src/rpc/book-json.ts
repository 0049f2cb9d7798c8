import type { Json } from "../primitives/fields/field.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { pairNamed } from "../transactions/fx/book/pair.ts";
import { bestPrices } from "../transactions/fx/book/prices.ts";
import { bookOf, levels, pairOf, type Side } from "../transactions/fx/book/records.ts";
import { integer, minor, shape } from "./schemas.ts";

/** What rests at one price: ticks of the pair, minor units of base. */
export const levelSchema = shape({ price: integer, left: minor, offers: integer });

/** The levels of a side of a pair's book, the best first. */
export function levelsOf(
  ledger: LedgerReader,
  pair: Uint8Array,
  side: Side,
  limit: number,
): Json[] {
  const named = bookOf(pair, side);
  const found: Json[] = [];
  for (const price of bestPrices(ledger, named, side)) {
    if (found.length === limit) break;
    const { left, offers } = levels.read(ledger, named, price)!;
    found.push({ price, left: left.toString(), offers });
  }
  return found;
}

/** The best of both sides, null where nothing rests, and why the pair is halted if it is. */
export function bestOf(
  ledger: LedgerReader,
  base: Uint8Array,
  quote: Uint8Array,
): { readonly [name: string]: Json } {
  const pair = pairOf(base, quote);
  const halted = pairNamed(ledger, base, quote)?.halted ?? null;
  const [bid, ask] = [levelsOf(ledger, pair, "buy", 1), levelsOf(ledger, pair, "sell", 1)];
  return { bid: bid[0] ?? null, ask: ask[0] ?? null, halted };
}
