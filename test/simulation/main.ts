import "../../src/primitives/polyfill.ts";

import { parseArgs } from "node:util";

import { type Outcome, runSeed } from "./scenario.ts";

/** `npm run simulate -- --seeds N --from S`: N random runs, each replayable from its seed. */
const { values } = parseArgs({
  options: { seeds: { type: "string", default: "100" }, from: { type: "string", default: "1" } },
});
const seeds = Number(values.seeds);
const from = Number(values.from);

const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const startMs = Date.now();
const failed: Outcome[] = [];
let blocks = 0;
let slowest: Outcome | undefined;
for (let seed = from; seed < from + seeds; seed++) {
  const outcome = runSeed(seed);
  blocks += outcome.blocks;
  if (outcome.problem !== undefined) {
    failed.push(outcome);
    say(`${outcome.trace}\nseed ${seed}: ${outcome.problem}`);
    say(`replay: npm run simulate -- --seeds 1 --from ${seed}\n`);
  } else if (outcome.recoveryMs > (slowest?.recoveryMs ?? -1)) slowest = outcome;
  const done = seed - from + 1;
  if (done % 50 === 0) say(`${done} of ${seeds} seeds, ${failed.length} failed, ${rate(done)}`);
}
say(`${seeds} seeds, ${failed.length} failed, ${blocks} blocks, ${rate(seeds)}`);
if (slowest !== undefined) {
  const { seed, recoveryMs, recoveryViews } = slowest;
  say(`slowest recovery: seed ${seed}, ${recoveryMs} ms of its time, ${recoveryViews} views`);
}
if (failed.length > 0) say(`failed: ${failed.map(({ seed }) => seed).join(" ")}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function rate(done: number): string {
  const perSecond = (1000 * done) / Math.max(1, Date.now() - startMs);
  return `${perSecond.toFixed(1)} seeds a second`;
}
