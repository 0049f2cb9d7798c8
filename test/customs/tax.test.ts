import { describe, expect, test } from "vitest";

import { allot, partOf, taxOf } from "../../src/transactions/customs/tax/assess.ts";
import { IN_FULL, PARTS, SHARES, type TaxCase, WITHIN, type Worked } from "./tax-cases.ts";

// Goal: tax is what 财关税〔2016〕18号 and docs/domain section 4 say, to the fen.
// Method: cases worked out by hand in exact fractions, which stand beside each result (tax-cases.ts).

/** Where a row was rounded wrongly by hand, the row is wrong. */
function expectRounded([numerator, denominator, rounded]: Worked): void {
  const [twice, least] = [2n * numerator, (2n * rounded - 1n) * denominator];
  expect(twice >= least && twice < least + 2n * denominator).toBe(true);
}

describe("tax of a line", () => {
  const cases = [...WITHIN, ...IN_FULL];
  const name = ({ treatment, what, value, rates, percent }: TaxCase) =>
    `${treatment} ${percent} %: ${what} (${value}; ${Object.values(rates).join(", ")})`;
  test.each(cases.map((one) => [name(one), one] as const))("%s", (_, one) => {
    const { value, rates, treatment, percent, duty, consumption, valueAdded } = one;
    for (const worked of [duty, consumption, valueAdded]) expectRounded(worked);
    expect(taxOf(value, rates, treatment, percent)).toEqual({
      ...{ duty: duty[2], consumption: consumption[2], valueAdded: valueAdded[2] },
    });
  });
});

describe("freight and insurance are shared out by price, to the last fen", () => {
  test.each(SHARES.map((one) => [`${one[0]} over ${one[1].join(", ")}`, ...one] as const))(
    "%s",
    (_, amount, weights, shares) => {
      expect(shares.reduce((sum, one) => sum + one, 0n)).toBe(amount);
      expect(allot(amount, weights)).toEqual(shares);
    },
  );
});

describe("parts of a line that come back are worth all of it together", () => {
  test.each(PARTS.map((one) => [`${one[0]} in parts of ${one[1].join(", ")}`, ...one] as const))(
    "%s",
    (_, amount, parts, worth) => {
      const quantity = parts.reduce((sum, one) => sum + one, 0n);
      let before = 0n;
      const found = parts.map((more) => {
        const part = partOf(amount, quantity, before, more);
        before += more;
        return part;
      });
      expect(found).toEqual(worth);
      expect(found.reduce((sum, one) => sum + one, 0n)).toBe(amount);
    },
  );
});
