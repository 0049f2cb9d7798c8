import { describe, expect, test } from "vitest";

import { soundModels } from "./models.ts";
import { commandOf, simulate } from "./quint.ts";

// Goal: the rules as spec/ states them are safe, and the runs that show it are not empty ones.
// Method: Quint's simulator, a bounded number of runs from a fixed seed; `npm run model` makes more.

const SEED = 1;
const SAMPLES = 25;
const LONG_MS = 120_000;

describe("spec: the rules keep their promises", () => {
  for (const model of soundModels) {
    const { name, rules, invariants, witnesses } = model;
    test(
      `${rules}: ${name}: ${invariants.join(", ")} [seed ${SEED}]`,
      async () => {
        const order = { model, seed: SEED, samples: SAMPLES, invariants, witnesses };
        const { samples, violated, witnessed } = await simulate(order);
        expect(violated, commandOf(order)).toEqual([]);
        expect(samples).toBe(SAMPLES);
        const missed = witnesses.filter((one) => (witnessed.get(one) ?? 0) === 0);
        expect(missed, "never reached").toEqual([]);
      },
      LONG_MS,
    );
  }
});
