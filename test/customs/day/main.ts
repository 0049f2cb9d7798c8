import "../../../src/primitives/polyfill.ts";
import "../../native.ts";

import { parseArgs } from "node:util";

import { createSay } from "../../bench/progress.ts";
import { runNetwork } from "./network.ts";
import type { Report } from "./report.ts";
import { type PortDay, runDay } from "./run.ts";

/**
 * `npm run port -- --orders N --seed S`: a day at a port through the executor and the model; ends with 1 if they part.
 * `--network N` instead: so many declarations as files at four real nodes; ends with 1 if not all are matched.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    orders: { type: "string", default: "10000" },
    network: { type: "string" },
  },
});

const isGood =
  values.network === undefined
    ? modelDay({ seed: Number(values.seed), orders: Number(values.orders) })
    : await runNetwork(Number(values.network));
process.exitCode = isGood ? 0 : 1;

/** Runs the day and says what happened; whether ledger and model are the same. */
function modelDay(day: PortDay): boolean {
  const startMs = Date.now();
  const seconds = (): string => `${((Date.now() - startMs) / 1_000).toFixed(0)} s`;
  const say = createSay();
  const report = runDay(day, (done) => say.now(`${done} (${seconds()})`));
  process.stdout.write(`${textOf(day, report, seconds())}\n`);
  return report.differing === 0;
}

function textOf({ seed, orders }: PortDay, report: Report, seconds: string): string {
  const { operations, documents, matched, compared, deadlines, executorMs, sweepMs } = report;
  const each = (executorMs * 1_000) / operations;
  const perSecond = Math.round((matched * 1_000) / executorMs);
  return [
    ...[...report.codes].map(([code, counts]) => `${code.padEnd(11)} ${counted(counts)}`),
    `mismatches  ${counted(report.mismatches)}`,
    ...report.differences,
    `${orders} orders (seed ${seed}): ${operations} operations, ${documents} documents taken, ${matched} lists matched`,
    `${perSecond} lists matched a second of the executor, ${Math.round(1e6 / each)} operations a second, ${each.toFixed(1)} µs each`,
    `  with everything that becomes of a list: arrivals, receipts, releases, returns, taxes; blocks of about 200 operations, committed in`,
    `  memory, their transactions made before; signatures are not checked`,
    `${deadlines} deadlines swept in ${(sweepMs / 1_000).toFixed(1)} s, which are not among them`,
    `${compared} objects and every answer compared, after two days and in the end, ${report.differing} differ (seed ${seed}, ${seconds})`,
  ].join("\n");
}

function counted(counts: ReadonlyMap<string, number>): string {
  const all = [...counts].sort(([, a], [, b]) => b - a);
  return all.map(([code, count]) => `${code} ${count}`).join(", ");
}
