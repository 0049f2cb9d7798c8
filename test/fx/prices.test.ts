import { expect, test } from "vitest";

import { Overlay } from "../../src/state/overlay.ts";
import {
  addPrice,
  bestPrices,
  highestPrice,
  lowestPrice,
  removePrice,
} from "../../src/transactions/fx/book/prices.ts";
import { MemoryState } from "../ledger.ts";
import { createRandom } from "../state/random.ts";

// Goal: the next price up and down is what a sorted list says, and nothing stays when all are gone.
// Method: random prices, close together and far apart, added and removed in one overlay after another.

const EDGES = [0, 1, 255, 256, 65_535, 65_536, 2 ** 24, 2 ** 31, 2 ** 32 - 1];

test.each([1, 2, 3])("prices are found in order [seed %i]", (seed) => {
  const random = createRandom(seed);
  const ledger = new Overlay(new MemoryState());
  let known: number[] = [];
  const anyPrice = (): number => {
    if (random.below(4) === 0) return EDGES[random.below(EDGES.length)]!;
    return random.below(2) === 0 ? 1_000 + random.below(600) : random.below(2 ** 32);
  };
  for (let step = 0; step < 2_000; step++) {
    const price =
      random.below(3) === 0 && known.length > 0 ? known[random.below(known.length)]! : anyPrice();
    if (known.includes(price)) {
      removePrice(ledger, "book", price);
      known = known.filter((one) => one !== price);
    } else {
      addPrice(ledger, "book", price);
      known.push(price);
    }
    const from = anyPrice();
    const sorted = [...known].sort((a, b) => a - b);
    expect(lowestPrice(ledger, "book")).toBe(sorted[0]);
    expect(highestPrice(ledger, "book")).toBe(sorted.at(-1));
    expect(lowestPrice(ledger, "book", from)).toBe(sorted.find((one) => one >= from));
    expect(highestPrice(ledger, "book", from)).toBe(sorted.findLast((one) => one <= from));
  }
  for (const edge of EDGES.filter((one) => !known.includes(one))) {
    addPrice(ledger, "book", edge);
    known.push(edge);
  }
  const sorted = [...known].sort((a, b) => a - b);
  expect([...bestPrices(ledger, "book", "sell")]).toEqual(sorted);
  expect([...bestPrices(ledger, "book", "buy")]).toEqual([...sorted].reverse());
  for (const price of known) removePrice(ledger, "book", price);
  expect([...ledger.writes().values()].filter((entry) => entry !== undefined)).toEqual([]);
});
