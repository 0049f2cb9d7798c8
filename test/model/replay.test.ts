import { describe, expect, test } from "vitest";

import { brokenModels, replayableModels } from "./models.ts";
import { commandOf, tracesOf } from "./quint.ts";
import { ACTIONS, kindOf, Replay } from "./replay.ts";
import { statesOf } from "./trace.ts";

// Goal: spec/ and src/consensus do not drift apart.
// Method: runs of the model, made here from fixed seeds, are done again with the production `step`: real messages, real
// signatures, one replica per honest validator. After each action votes, view, certificates and committed block are compared.

const LONG_MS = 120_000;

/** Runs of the models of one epoch, enough of each that every action happens. */
const SEED = 1;
const samplesOf: Readonly<Record<string, number>> = { init: 50, initSix: 10, initOld: 25 };

describe("spec: production does what the model does", () => {
  const happened = new Map<string, number>();

  for (const model of replayableModels) {
    const samples = samplesOf[model.init]!;
    test(
      `${model.rules}: ${model.name}: ${samples} runs replayed against step [seed ${SEED}]`,
      async () => {
        const order = { model, seed: SEED, samples, invariants: [], witnesses: [] };
        const traces = await tracesOf(order);
        expect(traces, commandOf(order)).toHaveLength(samples);
        for (const states of traces.map(statesOf)) {
          new Replay(states[0]!.setup).follow(states);
          for (const { lastAction } of states.slice(1)) {
            const kind = kindOf(lastAction);
            happened.set(kind, (happened.get(kind) ?? 0) + 1);
          }
        }
      },
      LONG_MS,
    );
  }

  test("C1–C8: every action of the model was replayed", () => {
    expect([...happened.keys()].sort()).toEqual([...ACTIONS].sort());
  });

  test(
    "C7: a model that breaks it is not what production does",
    async () => {
      const model = brokenModels.find(({ init }) => init === "initWithoutC7")!;
      const traces = await tracesOf({
        model,
        seed: SEED,
        samples: 3,
        invariants: [],
        witnesses: [],
      });
      for (const states of traces.map(statesOf)) {
        const follow = (): void => new Replay(states[0]!.setup).follow(states);
        expect(follow).toThrow(/part at step \d+: votes sent: .* in the code, .* in the model/);
      }
    },
    LONG_MS,
  );
});
