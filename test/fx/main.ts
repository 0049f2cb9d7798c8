import "../../src/primitives/polyfill.ts";
import "../native.ts";

import { parseArgs } from "node:util";

import { createSay } from "../bench/progress.ts";
import { runMarket, TICKS } from "./market-run.ts";

/** `npm run market -- --events N --seed S`: random orders through the executor and the naive market; ends with 1 if they part. */

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    events: { type: "string", default: "1000000" },
  },
});
const seed = Number(values.seed);
const ticks = Object.entries(TICKS);
const each = Math.ceil(Number(values.events) / ticks.length);
const startMs = Date.now();
const seconds = (): string => `${((Date.now() - startMs) / 1_000).toFixed(0)} s`;
const say = createSay();

let differing = 0;
for (const [name, tick] of ticks) {
  const report = runMarket(seed, tick, each, (done) => say.now(`${name}: ${done} of ${each}`));
  for (const difference of report.differences) process.stdout.write(`${name}: ${difference}\n`);
  differing += report.differences.length;
  const codes = [...report.codes].sort().map(([code, count]) => `${code} ${count}`);
  say(`ticks of ${name}: ${each} events, ${report.fills} fills, ${seconds()}; ${codes.join(", ")}`);
}
const total = each * ticks.length;
process.stdout.write(`${total} events, ${differing} differ (seed ${seed}, ${seconds()})\n`);
process.exitCode = differing === 0 ? 0 : 1;
