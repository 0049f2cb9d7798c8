import { expect, test } from "vitest";

import { createRandom } from "../../state/random.ts";
import { differences, lostMoney, unexplained, whatIsBroken } from "./books.ts";
import { Walk } from "./walk.ts";

// Goal: whatever everybody does around two warehouses, every level, order, refund and answer is what an independent model says; nothing is
// sold twice, and every shelf is the sum of its movements.
// Method: seeded random steps on the production executor, each told to the model, and everything compared after each.

const SEEDS = Array.from({ length: 12 }, (_, at) => 20_261_130 + at);
const STEPS = 400;

test(`random walks agree with the model [seeds ${SEEDS[0]} to ${SEEDS.at(-1)}]`, () => {
  const reached = new Set<string>();
  for (const seed of SEEDS) {
    const walk = new Walk(createRandom(seed));
    const taken: string[] = [];
    for (let step = 0; step < STEPS; step++) {
      const { act, said, expected } = walk.step();
      taken.push(`${act.do}: ${said}`);
      const told = [`seed ${seed}, step ${step}`, ...taken.slice(-12)].join("\n");
      expect(said, told).toBe(expected);
      expect(differences(walk), told).toEqual([]);
      expect(whatIsBroken(walk.ledger), told).toEqual([]);
      reached.add(`${act.do} ${said}`);
      for (const { status } of walk.model.sales.values()) reached.add(status);
    }
    expect(unexplained(walk.ledger), `seed ${seed}`).toEqual([]);
    expect(lostMoney(walk.ledger), `seed ${seed}`).toEqual([]);
  }
  // Walks that get nowhere test nothing.
  expect(WANTED.filter((one) => !reached.has(one))).toEqual([]);
});

/** What the walks have to have come by. */
const WANTED = [
  ...[
    "receive",
    "dispatch",
    "count",
    "decide-count",
    "transfer",
    "arrive",
    "rule",
    "bundle",
    "allow",
  ].map((what) => `${what} OK`),
  ...["sell", "decide", "ship", "return", "exchange"].map((what) => `${what} OK`),
  ...["screening", "held", "approved", "refused", "shipping", "shipped"],
  ...["receive ALREADY_RECEIVED", "receive UNKNOWN_REPLENISHMENT", "dispatch NOT_ENOUGH_FREE"],
  ...["decide-count SAME_SIGNER", "decide-count BELOW_RESERVED", "arrive MORE_THAN_SENT"],
  ...["sell OUT_OF_STOCK", "sell CONTENT_DIFFERS", "sell UNKNOWN_BUNDLE", "decide SAME_SIGNER"],
  ...["sell PLATFORM_NOT_ALLOWED", "allow ALLOWED_ALREADY", "allow NOT_ALLOWED"],
  ...["ship MORE_THAN_OPEN", "return MORE_THAN_OUT", "return TOO_LATE", "exchange OUT_OF_STOCK"],
];
