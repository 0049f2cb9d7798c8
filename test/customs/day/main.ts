import "../../../src/primitives/polyfill.ts";
import "../../native.ts";

import { parseArgs } from "node:util";

import { createSay } from "../../bench/progress.ts";
import { runDay } from "./run.ts";

/** `npm run port -- --orders N --seed S`: a day at a port through the executor and the model; ends with 1 if they part. */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    orders: { type: "string", default: "10000" },
  },
});
const [seed, orders] = [Number(values.seed), Number(values.orders)];
const startMs = Date.now();
const seconds = (): string => `${((Date.now() - startMs) / 1_000).toFixed(0)} s`;
const say = createSay();
const report = runDay({ seed, orders }, (done) => say.now(`${done} (${seconds()})`));

const counted = (counts: ReadonlyMap<string, number>): string => {
  const all = [...counts].sort(([, a], [, b]) => b - a);
  return all.map(([code, count]) => `${code} ${count}`).join(", ");
};
for (const [kind, counts] of report.codes) {
  process.stdout.write(`${kind.padEnd(11)} ${counted(counts)}\n`);
}
process.stdout.write(`mismatches  ${counted(report.mismatches)}\n`);
for (const difference of report.differences) process.stdout.write(`${difference}\n`);

const { operations, documents, matched, compared, deadlines, executorMs, sweepMs } = report;
const each = (executorMs * 1_000) / operations;
const perSecond = Math.round((matched * 1_000) / executorMs);
process.stdout.write(
  [
    `${orders} orders (seed ${seed}): ${operations} operations, ${documents} documents taken, ${matched} lists matched`,
    `${perSecond} lists matched a second of the executor, ${Math.round(1e6 / each)} operations a second, ${each.toFixed(1)} µs each`,
    `  with everything that becomes of a list: arrivals, receipts, releases, returns, taxes; blocks of about 200 operations, committed in`,
    `  memory, their transactions made before; signatures are not checked`,
    `${deadlines} deadlines swept in ${(sweepMs / 1_000).toFixed(1)} s, which are not among them`,
    `${compared} objects and every answer compared, after two days and in the end, ${report.differing} differ (seed ${seed}, ${seconds()})\n`,
  ].join("\n"),
);
process.exitCode = report.differing === 0 ? 0 : 1;
