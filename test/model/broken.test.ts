import { describe, expect, test } from "vitest";

import { brokenModels } from "./models.ts";
import { commandOf, simulate } from "./quint.ts";

// Goal: the invariants of spec/ say something: with a rule broken they fail, and the simulator finds the run.
// Method: the models of spec/ with one rule switched off, from a seed that needs few runs.

const SAMPLES_MAX = 200;
const LONG_MS = 120_000;

describe("spec: a broken rule is seen", () => {
  for (const model of brokenModels) {
    const { name, breakage, invariant, seed } = model;
    test(
      `${breakage} (${name}): ${invariant} fails [seed ${seed}]`,
      async () => {
        const order = {
          ...{ model, seed, samples: SAMPLES_MAX },
          ...{ invariants: [invariant], witnesses: [] },
        };
        const { violated } = await simulate(order);
        expect(violated, commandOf(order)).toEqual([invariant]);
      },
      LONG_MS,
    );
  }
});
