import { expect, test } from "vitest";

import "../native.ts";
import { runMarket, TICKS } from "./market-run.ts";

// Goal: books, fills and balances are what price, then time, and exact fractions say.
// Method: random orders, amendments and cancellations through the executor, against a naive market, compared block by block.

const EVENTS = 4_000;
const MUST_OCCUR = [
  ...["GTC OK", "PASSIVE OK", "PASSIVE WOULD_TAKE", "IOC OK", "FOK OK", "FOK NOT_FILLED"],
  ...["cancel OK", "cancel UNKNOWN_OFFER", "amend OK", "amend NOT_LESS", "amend NOT_YOUR_OFFER"],
];

test.each(Object.entries(TICKS))(
  "a market with ticks of %s is what the naive one is",
  (name, tick) => {
    const seed = name.length;
    const { codes, differences, fills } = runMarket(seed, tick, EVENTS);
    expect(differences.slice(0, 3), `seed ${seed}`).toEqual([]);
    expect(fills).toBeGreaterThan(EVENTS / 4);
    expect(MUST_OCCUR.filter((one) => !codes.has(one))).toEqual([]);
  },
);
