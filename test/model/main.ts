import "../../src/primitives/polyfill.ts";

import { parseArgs } from "node:util";

import Table from "cli-table3";

import { EpochReplay } from "./epoch-replay.ts";
import {
  brokenModels,
  epochsModel,
  replayableModels,
  type SoundModel,
  soundModels,
} from "./models.ts";
import { commandOf, simulate, tracesOf } from "./quint.ts";
import { Replay } from "./replay.ts";
import { type ModelEpochState, statesOf } from "./trace.ts";

/**
 * `npm run model -- --samples N --seed S --replays M`: N runs of each model of spec/, whose invariants must hold; those with
 * a broken rule, whose invariant must fail; and M runs of each model but `initHidden`, done again by production
 * `step`.
 */

const { values } = parseArgs({
  options: {
    samples: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    replays: { type: "string", default: "50" },
  },
});
const seed = Number(values.seed);
/** A broken rule that needs more runs than this to be seen is not seen. */
const BROKEN_SAMPLES_MAX = 1_000;
/** The simulator says how many runs it made only where it has a witness to count. */
const SAMPLES_COUNTER = "agreement";

const table = new Table({ head: ["rules", "model", "what", "verdict"], style: { head: [] } });
const replays: readonly { readonly model: SoundModel; follow: (trace: unknown) => number }[] = [
  ...replayableModels.map((model) => ({ model, follow: followOneEpoch })),
  { model: epochsModel, follow: followEpochs },
];
const total = soundModels.length + brokenModels.length + replays.length;
const startMs = Date.now();
let done = 0;
let failed = 0;

function progress(what: string): void {
  done += 1;
  const seconds = Math.round((Date.now() - startMs) / 1_000);
  process.stderr.write(`${done}/${total} ${what} (${seconds} s)\n`);
}

function judge(cells: readonly [string, string, string], holds: boolean, verdict: string): void {
  table.push([...cells, holds ? verdict : `FAILED: ${verdict}`]);
  if (!holds) failed += 1;
}

async function checkSound(model: SoundModel): Promise<void> {
  const { name, rules, invariants, witnesses } = model;
  const order = { model, seed, samples: Number(values.samples), invariants, witnesses };
  const { samples, violated, witnessed } = await simulate(order);
  for (const invariant of invariants) {
    const holds = !violated.includes(invariant);
    judge([rules, name, invariant], holds, holds ? `holds in ${samples} runs` : commandOf(order));
  }
  for (const witness of witnesses) {
    const count = witnessed.get(witness) ?? 0;
    judge([rules, name, witness], count > 0, `reached in ${count} of ${samples} runs`);
  }
  progress(`${name}: ${violated.length === 0 ? "holds" : `${violated.join(", ")} failed`}`);
}

/** How many actions were replayed; throws where model and code part. */
function followOneEpoch(trace: unknown): number {
  const states = statesOf(trace);
  new Replay(states[0]!.setup).follow(states);
  return states.length - 1;
}

function followEpochs(trace: unknown): number {
  const states = statesOf<ModelEpochState>(trace);
  new EpochReplay().follow(states);
  return states.length - 1;
}

for (const model of soundModels) await checkSound(model);

for (const model of brokenModels) {
  const { name, breakage, invariant } = model;
  const order = {
    ...{ model, seed: model.seed, samples: BROKEN_SAMPLES_MAX },
    ...{ invariants: [invariant], witnesses: [SAMPLES_COUNTER] },
  };
  const { samples, violated } = await simulate(order);
  const isSeen = violated.includes(invariant);
  const verdict = isSeen ? `seen in run ${samples} from seed ${model.seed}` : "nobody noticed";
  judge([breakage, name, `${invariant} fails`], isSeen, verdict);
  progress(`broken, ${name}: ${verdict}`);
}

for (const { model, follow } of replays) {
  const { name, rules } = model;
  const order = { model, seed, samples: Number(values.replays), invariants: [], witnesses: [] };
  let actions = 0;
  let problem: string | undefined;
  for (const trace of await tracesOf(order)) {
    try {
      actions += follow(trace);
    } catch (error) {
      problem ??= (error as Error).message;
    }
  }
  if (problem !== undefined) process.stderr.write(`${problem}\n`);
  const verdict = problem?.split("\n")[0] ?? `${actions} actions agree`;
  judge([rules, name, "replayed against step"], problem === undefined, verdict);
  progress(`replayed, ${name}: ${verdict}`);
}

process.stdout.write(
  `${table.toString()}\nseed ${seed}, ${table.length} checks, ${failed} failed\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
