import { toHex } from "../../primitives/bytes.ts";
import { LOOKS_MAX } from "../../transactions/fx/book/matching.ts";
import type { PairRecord } from "../../transactions/fx/book/records.ts";
import type { QuoteRecord } from "../../transactions/fx/quotes/records.ts";
import { termsOf } from "../../transactions/fx/quotes/use.ts";
import type { SideLevels } from "./side-levels.ts";

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

/**
 * A pair's book, crossed in one of its two directions. Levels are taken as one offer each, so an amount may be off by what
 * rounding each offer makes; the path that is proposed is then tried with the ledger's own rules.
 */
export function bookWay(
  { base, quote, tick }: PairRecord,
  side: "buy" | "sell",
  levels: SideLevels,
): Way {
  const [from, asset] = side === "sell" ? [base, quote] : [quote, base];
  return {
    ...{ from: toHex(from), into: toHex(asset), asset },
    other(exactly, minor) {
      let [left, sum] = [minor, 0n];
      for (let place = 0; place < LOOKS_MAX && left > 0n; place++) {
        const level = levels.at(place);
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
