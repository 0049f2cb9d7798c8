import "../../../src/primitives/polyfill.ts";
import "../../native.ts";

import { parseArgs } from "node:util";

import { createSay } from "../../bench/progress.ts";
import { ExecutorGround } from "./executor-ground.ts";
import { NetworkGround } from "./network-ground.ts";
import { executorText, networkText } from "./report.ts";
import { runFestival } from "./run.ts";

/**
 * `npm run festival -- --orders N --articles N --skew N --seed S`: a sales festival through the executor and the model; ends with 1 if
 * they part. `--network N` instead of `--orders`: so many orders at four real nodes, without what only days bring about.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    orders: { type: "string", default: "5000" },
    articles: { type: "string", default: "500" },
    skew: { type: "string", default: "2" },
    network: { type: "string" },
  },
});
const isNetwork = values.network !== undefined;
const [seed, orders, articles, skew] = [
  ...[values.seed, values.network ?? values.orders, values.articles, values.skew].map(Number),
] as [number, number, number, number];
const festival = { seed, orders, articles, skew };
if (![orders, articles].every((count) => Number.isInteger(count) && count >= 1)) {
  throw new Error("orders and articles are whole numbers from 1");
}
const startMs = Date.now();
const seconds = (): string => `${((Date.now() - startMs) / 1_000).toFixed(0)} s`;
const say = createSay();
say.now(`${articles} articles are listed`);
const report = await runFestival(
  festival,
  (counts) =>
    isNetwork ? NetworkGround.open(counts, say.now) : Promise.resolve(new ExecutorGround(counts)),
  (what) => (isNetwork ? say : say.now)(`${what} (${seconds()})`),
);
const text = (isNetwork ? networkText : executorText)(festival, report, seconds());
process.stdout.write(`${text}\n`);
process.exitCode = report.differing === 0 ? 0 : 1;
