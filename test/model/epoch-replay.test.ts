import { describe, expect, test } from "vitest";

import { EPOCH_ACTIONS, epochKindOf, EpochReplay } from "./epoch-replay.ts";
import { brokenModels, epochsModel } from "./models.ts";
import { commandOf, tracesOf } from "./quint.ts";
import { type ModelEpochState, statesOf } from "./trace.ts";

// Goal: spec/epochs.qnt and src/consensus do not drift apart on C13.
// Method: runs of the model, made here from a fixed seed, are done again with the production `step`: real messages, real
// signatures, one replica per honest node, through the epochs and the sets of validators that the run chose.

const LONG_MS = 120_000;
const SEED = 1;
/** Enough that every action happens. */
const SAMPLES = 30;
const BROKEN_SAMPLES = 5;

/** Rules of C13 without which the model proposes, and accepts, something else above L. */
const BREAKAGES = ["initWithChildren", "initWithOtherLast"];
const PARTING =
  /part at step \d+: (the real primary proposed a block again|votes sent: .* in the code)/;

describe("spec: production goes from epoch to epoch as the model does", () => {
  test(
    `C13: ${SAMPLES} runs with every action replayed against step [seed ${SEED}]`,
    async () => {
      const order = {
        ...{ model: epochsModel, seed: SEED, samples: SAMPLES },
        ...{ invariants: [], witnesses: [] },
      };
      const traces = await tracesOf(order);
      expect(traces, commandOf(order)).toHaveLength(SAMPLES);
      const happened = new Set<string>();
      for (const states of traces.map(statesOf<ModelEpochState>)) {
        new EpochReplay().follow(states);
        for (const { lastAction } of states.slice(1)) happened.add(epochKindOf(lastAction));
      }
      expect([...happened].sort(), commandOf(order)).toEqual([...EPOCH_ACTIONS].sort());
    },
    LONG_MS,
  );

  for (const model of brokenModels.filter(({ init }) => BREAKAGES.includes(init))) {
    const { name, breakage, seed } = model;
    test(
      `C13: ${name}: a model that breaks it is not what production does [seed ${seed}]`,
      async () => {
        const order = { model, seed, samples: BROKEN_SAMPLES, invariants: [], witnesses: [] };
        const problems = (await tracesOf(order)).map(problemOf).filter((one) => one !== "");
        expect(problems.length, `${breakage}: ${commandOf(order)}`).toBeGreaterThan(0);
        for (const problem of problems) expect(problem).toMatch(PARTING);
      },
      LONG_MS,
    );
  }
});

/** Where model and code part in a run; empty if they do not. */
function problemOf(trace: unknown): string {
  try {
    new EpochReplay().follow(statesOf<ModelEpochState>(trace));
    return "";
  } catch (error) {
    return (error as Error).message.split("\n")[0]!;
  }
}
