import { toHex } from "../../primitives/bytes.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { bestPrices } from "../../transactions/fx/book/prices.ts";
import { LOOKS_MAX } from "../../transactions/fx/book/matching.ts";
import { bookOf, levels, type PairRecord, pairOf } from "../../transactions/fx/book/records.ts";
import type { QuoteRecord } from "../../transactions/fx/quotes/records.ts";
import { termsOf } from "../../transactions/fx/quotes/use.ts";

/** What comes out of an exchange for exactly so much, or what must go in to get exactly so much; undefined if it cannot be done. */
export type Exactly = "pays" | "gets";

/** One exchange that a path may go through: of one asset, in hexadecimal, for another. */
export interface Way {
  readonly from: string;
  readonly into: string;
  readonly asset: Uint8Array;
  readonly quote?: Uint8Array;
  other(exactly: Exactly, minor: bigint): bigint | undefined;
}

interface Level {
  readonly price: bigint;
  readonly left: bigint;
}

/**
 * A pair's book, crossed in one of its two directions. Its levels are read as far as they are needed, best first, and kept: a search
 * asks the same book several times. Levels are taken as one offer each, so an amount may be off by what rounding each
 * offer makes; the path that is proposed is then tried with the ledger's own rules.
 */
export function bookWay(ledger: LedgerReader, pair: PairRecord, side: "buy" | "sell"): Way {
  const { base, quote, tick } = pair;
  const [from, asset] = side === "sell" ? [base, quote] : [quote, base];
  const resting = side === "sell" ? "buy" : "sell";
  const book = bookOf(pairOf(base, quote), resting);
  const prices = bestPrices(ledger, book, resting);
  const known: Level[] = [];
  const levelAt = (place: number): Level | undefined => {
    while (known.length <= place) {
      const { value: price } = prices.next();
      if (price === undefined) return undefined;
      const level = levels.read(ledger, book, price);
      if (level !== undefined) known.push({ price: BigInt(price), left: level.left });
    }
    return known[place];
  };
  return {
    ...{ from: toHex(from), into: toHex(asset), asset },
    other(exactly, minor) {
      let [left, sum] = [minor, 0n];
      for (let place = 0; place < LOOKS_MAX && left > 0n; place++) {
        const level = levelAt(place);
        if (level === undefined) return undefined;
        const isBase = (side === "sell") === (exactly === "pays");
        const [top, bottom] = [level.price * tick.num, tick.den];
        const rounded = exactly === "pays" ? 0n : 1n;
        const worth = (amount: bigint, a: bigint, b: bigint): bigint =>
          (amount * a + rounded * (b - 1n)) / b;
        const whole = worth(level.left, top, bottom);
        if ((isBase ? level.left : whole) > left) {
          sum += isBase ? worth(left, top, bottom) : worth(left, bottom, top);
          left = 0n;
        } else {
          sum += isBase ? whole : level.left;
          left -= isBase ? level.left : whole;
        }
      }
      return left > 0n || sum === 0n ? undefined : sum;
    },
  };
}

/** A firm quote, which whoever asks may accept. */
export function quoteWay(quote: QuoteRecord): Way {
  return {
    ...{ from: toHex(quote.pays), into: toHex(quote.gets), asset: quote.gets, quote: quote.id },
    other(exactly, minor) {
      const terms = termsOf(quote, exactly, minor);
      if (typeof terms === "string") return undefined;
      return exactly === "pays" ? terms.gets.minor : terms.pays.minor;
    },
  };
}
