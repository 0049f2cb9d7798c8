import "../../../src/primitives/polyfill.ts";
import "../../native.ts";

import { parseArgs } from "node:util";

import { createSay } from "../../bench/progress.ts";
import { FestivalRun } from "./run.ts";

/** `npm run festival -- --orders N --articles N --skew N --seed S`: a sales festival through the executor and the model; ends with 1 if they part. */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    orders: { type: "string", default: "5000" },
    articles: { type: "string", default: "500" },
    skew: { type: "string", default: "2" },
  },
});
const [seed, orders, articles, skew] = [
  ...[values.seed, values.orders, values.articles, values.skew].map(Number),
] as [number, number, number, number];
const startMs = Date.now();
const seconds = (): string => `${((Date.now() - startMs) / 1_000).toFixed(0)} s`;
const say = createSay();
say.now(`${articles} articles are listed`);
const festival = new FestivalRun({ seed, orders, articles, skew });
const report = festival.run((what) => say.now(`${what} (${seconds()})`));

const codes = [...report.codes].sort(([, a], [, b]) => b - a);
process.stdout.write(`${codes.map(([code, count]) => `${code} ${count}`).join(", ")}\n`);
for (const difference of report.differences) process.stdout.write(`${difference}\n`);
const { operations, executorMs, placingMs, compared } = report;
const perSecond = (count: number, ms: number): number => Math.round((1_000 * count) / ms);
process.stdout.write(
  [
    `${orders} orders of ${articles} articles (skew ${skew}, seed ${seed}): ${perSecond(orders, placingMs)} orders placed a second of the executor`,
    `${operations} operations in all, ${perSecond(operations, executorMs)} a second; blocks of 200, committed in memory, signatures are not checked`,
    `${compared} answers, shelves, orders and balances compared, ${report.differences.length} differ (${seconds()})\n`,
  ].join("\n"),
);
process.exitCode = report.differences.length === 0 ? 0 : 1;
