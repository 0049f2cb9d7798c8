import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ladderOf, type Others, type Purse, type Terms } from "../../../src/cli/maker/ladder.ts";
import { priceOf } from "../../../src/cli/maker/reference-price.ts";
import type { Pricing } from "../../../src/cli/price.ts";

// Goal: a maker's offers stand on both sides of its price, never nearer than its spread, within its inventory and funds.
// Method: worked figures, then the rules as properties over random prices, terms, purses and books.

const CENT: Pricing = { tick: { num: 1n, den: 10_000n }, baseDecimals: 2, quoteDecimals: 2 };
const RICH: Purse = { base: 10n ** 12n, quote: 10n ** 12n };
const NOBODY: Others = { bid: undefined, ask: undefined };
const terms = (changes: Partial<Terms> = {}): Terms => ({
  ...{ spread: 1_000n, step: 500n, levels: 2, size: 100_000n },
  ...{ keepBase: 0n, mostBase: undefined, keepQuote: 0n, ...changes },
});
const pricesOf = (...given: Parameters<typeof ladderOf>) =>
  ladderOf(...given).map(({ side, price }) => `${side} ${price}`);

const price = (text: string) => priceOf(text)!;

describe("worked figures: USD/HKD at 7.8000 in ticks of 0.0001, 10 bps apart, further levels 5 bps behind", () => {
  test.each([
    ["alone in the book", terms(), RICH, NOBODY, "sell 78039, sell 78078, buy 77961, buy 77922"],
    [
      "an ask of others below its bid: bids stay below it",
      terms(),
      RICH,
      { bid: undefined, ask: 77_900 },
      "sell 78039, sell 78078, buy 77899, buy 77898",
    ],
    [
      "a bid of others above its asks: asks stay above it",
      terms(),
      RICH,
      { bid: 79_000, ask: undefined },
      "sell 79001, sell 79002, buy 77961, buy 77922",
    ],
    [
      "base for one level",
      terms(),
      { ...RICH, base: 199_999n },
      NOBODY,
      "sell 78039, buy 77961, buy 77922",
    ],
    ["base that it keeps", terms({ keepBase: 10n ** 12n }), RICH, NOBODY, "buy 77961, buy 77922"],
    [
      "quote for one level",
      terms(),
      { ...RICH, quote: 779_610n + 779_219n },
      NOBODY,
      "sell 78039, sell 78078, buy 77961",
    ],
    [
      "quote that it keeps",
      terms({ keepQuote: 10n ** 12n - 779_609n }),
      RICH,
      NOBODY,
      "sell 78039, sell 78078",
    ],
    [
      "room for one more size of base",
      terms({ mostBase: 10n ** 12n + 199_999n }),
      RICH,
      NOBODY,
      "sell 78039, sell 78078, buy 77961",
    ],
    [
      "more base than it may have",
      terms({ mostBase: 10n ** 12n - 1n }),
      RICH,
      NOBODY,
      "sell 78039, sell 78078",
    ],
  ] as const)("%s", (_, given, purse, others, expected) => {
    expect(pricesOf(price("7.8"), given, CENT, purse, others).join(", ")).toBe(expected);
  });

  test("a price of another scale: JPY without decimals for KWD with three", () => {
    const pricing = { tick: { num: 1n, den: 1_000n }, baseDecimals: 3, quoteDecimals: 0 };
    // 480.125 JPY for a KWD are 480.125 ticks of a thousandth of a yen for a fils.
    expect(pricesOf(price("480.125"), terms({ levels: 1 }), pricing, RICH, NOBODY)).toEqual([
      ...["sell 481", "buy 479"],
    ]);
  });
});

test("in no case does an offer come nearer than the spread, reach others, or go beyond inventory and funds", () => {
  const amount = fc.bigInt(0n, 10n ** 9n);
  const seed = 20_261_127;
  fc.assert(
    fc.property(
      fc.record({
        price: fc.record({
          num: fc.bigInt(1n, 10n ** 9n),
          den: fc.constantFrom(1n, 100n, 10_000n),
        }),
        terms: fc.record({
          spread: fc.bigInt(1n, 500_000n),
          step: fc.bigInt(1n, 500_000n),
          levels: fc.integer({ min: 1, max: 20 }),
          size: fc.bigInt(1n, 10n ** 7n),
          ...{
            keepBase: amount,
            mostBase: fc.option(amount, { nil: undefined }),
            keepQuote: amount,
          },
        }),
        purse: fc.record({ base: amount, quote: amount }),
        others: fc.record({
          bid: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
          ask: fc.option(fc.integer({ min: 1_000_001, max: 2_000_000 }), { nil: undefined }),
        }),
      }),
      ({ price: middle, terms: given, purse, others }) => {
        const all = ladderOf(middle, given, CENT, purse, others);
        const [asks, bids] = (["sell", "buy"] as const).map((side) =>
          all.filter((one) => one.side === side),
        );
        const sum = (list: typeof all, of: "quantity" | "reserves") =>
          list.reduce((total, one) => total + one[of], 0n);
        expect(sum(asks!, "reserves") <= max0(purse.base - given.keepBase)).toBe(true);
        expect(sum(bids!, "reserves") <= max0(purse.quote - given.keepQuote)).toBe(true);
        if (given.mostBase !== undefined && bids!.length > 0) {
          expect(purse.base + sum(bids!, "quantity") <= given.mostBase).toBe(true);
        }
        for (const { price: ticks } of asks!) {
          expect(ticks > (others.bid ?? 0)).toBe(true);
          // ticks ÷ 10,000 is at least the price and half of the spread.
          expect(
            BigInt(ticks) * 2_000_000n * middle.den >=
              middle.num * (2_000_000n + given.spread) * 10_000n,
          ).toBe(true);
        }
        for (const { price: ticks } of bids!) {
          expect(ticks < (others.ask ?? Infinity)).toBe(true);
          expect(
            BigInt(ticks) * 2_000_000n * middle.den <=
              middle.num * (2_000_000n - given.spread) * 10_000n,
          ).toBe(true);
        }
        expect(new Set(all.map((one) => one.price)).size).toBe(all.length);
      },
    ),
    { numRuns: 2_000, seed },
  );
});

function max0(value: bigint): bigint {
  return value > 0n ? value : 0n;
}
