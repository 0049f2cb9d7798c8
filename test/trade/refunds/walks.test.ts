import { expect, test } from "vitest";

import { createRandom } from "../../state/random.ts";
import { differences } from "./differences.ts";
import { Walk } from "./walk.ts";

// Goal: whatever exporter, buyer, authority and customs do, no goods and no minor unit of an invoice are claimed twice, no refund is paid
// twice, and what is owed back is the paid part of what came back.
// Method: seeded random steps on the production executor and on a model that was written apart from it, compared after each.

const SEEDS = Array.from({ length: 8 }, (_, at) => 20_261_130 + at);
const STEPS = 150;

/** What walks that get nowhere would not reach. */
const REACHED = [
  ...["claim trader: OK", "claim manufacturer: OK", "approve: OK", "refuse: OK", "withdraw: OK"],
  ...["pay: OK", "claw-back: OK", "repay: OK", "goods back: OK", "tie: OK", "send back: OK"],
  ...["claim trader: CLAIMED_ALREADY", "claim trader: INVOICE_USED_UP"],
  ...["claim trader: RECEIPT_SHORT", "pay: CLAIMANT_OWES", "claw-back: MORE_THAN_PAID"],
  ...["pay: NOT_APPROVED", "repay: NOTHING_OWED", "tie: PAYMENT_USED_UP", "void"],
];

test(`random walks agree with the model [seeds ${SEEDS[0]} to ${SEEDS.at(-1)}]`, () => {
  const reached = new Set<string>();
  for (const seed of SEEDS) {
    const walk = new Walk(createRandom(seed));
    const story: string[] = [];
    for (let step = 0; step < STEPS; step++) {
      const { what, code, allowed } = walk.take();
      story.push(`${what}: ${code}`);
      const told = [`seed ${seed}, step ${step}`, ...story.slice(-12)].join("\n");
      expect(allowed, told).toContain(code);
      expect(differences(walk), told).toEqual([]);
      reached.add(`${what}: ${code}`);
    }
    const { model } = walk;
    for (const one of model.claims.values()) reached.add(model.statusOf(one));
  }
  expect(REACHED.filter((one) => !reached.has(one))).toEqual([]);
});
