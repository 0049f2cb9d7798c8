import { describe, expect, test } from "vitest";

import { type Pricing, priceText, tickOf, ticksOf } from "../../src/cli/price.ts";

// Goal: a price as people say it is exactly so many ticks, or refused with the next ones; no floating point on the way.
// Method: pairs of currencies with different decimals, by hand.

const pairs: readonly (readonly [
  string,
  string,
  number,
  number,
  string,
  bigint,
  bigint,
  number,
])[] = [
  // pair, tick, decimals of base and quote, price, tick's num and den, ticks
  ["USD in HKD", "0.0001", 2, 2, "7.7512", 1n, 10_000n, 77_512],
  ["HKD in JPY", "0.001", 2, 0, "19.204", 1n, 100_000n, 19_204],
  ["JPY in KWD", "0.000001", 0, 3, "0.002041", 1n, 1_000n, 2_041],
  ["KWD in JPY", "0.05", 3, 0, "489.95", 1n, 20_000n, 9_799],
  ["half a step of a whole", "0.5", 2, 2, "3", 1n, 2n, 6],
];

describe.each(pairs)("%s", (_, step, baseDecimals, quoteDecimals, price, num, den, ticks) => {
  const pricing: Pricing = {
    ...{ baseDecimals, quoteDecimals },
    tick: tickOf(step, { baseDecimals, quoteDecimals }),
  };

  test("the tick is a ratio of minor units in lowest terms", () => {
    expect(pricing.tick).toEqual({ num, den });
  });

  test("a price is so many ticks, and is read as it was written", () => {
    expect(ticksOf(price, pricing)).toBe(ticks);
    expect(priceText(ticks, pricing)).toBe(price);
  });
});

const usdInHkd: Pricing = { tick: { num: 1n, den: 10_000n }, baseDecimals: 2, quoteDecimals: 2 };

test.each([
  ["7.75125", "PRICE_BETWEEN_TICKS", /7\.7512 or 7\.7513/],
  ["0.00001", "PRICE_BETWEEN_TICKS", /0\.0001 or/],
  ["0", "PRICE_FORMAT", /like 7\.7512/],
  ["7,75", "PRICE_FORMAT", /with a point/],
  ["-1", "PRICE_FORMAT", /above zero/],
])("%s is refused: %s", (text, code, hint) => {
  expect(() => ticksOf(text, usdInHkd)).toThrow(expect.objectContaining({ code }) as Error);
  expect(() => ticksOf(text, usdInHkd)).toThrow(
    expect.objectContaining({ hint: expect.stringMatching(hint) as string }) as Error,
  );
});

test("a ratio that no decimal is, is cut after twelve places", () => {
  const thirds: Pricing = { tick: { num: 1n, den: 3n }, baseDecimals: 0, quoteDecimals: 0 };
  expect(priceText(1, thirds)).toBe("0.333333333333");
});
