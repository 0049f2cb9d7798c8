import "../../../src/primitives/polyfill.ts";
import "../../native.ts";

import { parseArgs } from "node:util";

import { createSay } from "../../bench/progress.ts";
import { runSeason } from "./season.ts";

/**
 * `npm run letters -- --letters N --banks B --firms F --seed S`: an audit season through the executor and the model. Ends with 1 if
 * anything differs.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    letters: { type: "string", default: "10000" },
    banks: { type: "string", default: "100" },
    firms: { type: "string", default: "30" },
  },
});
const [seed, letters, banks, firms] = [values.seed, values.letters, values.banks, values.firms].map(
  Number,
);
const say = createSay();
const report = runSeason({ seed: seed!, letters: letters!, banks: banks!, firms: firms! }, (done) =>
  say.now(`${done} steps`),
);
for (const difference of report.differences) process.stdout.write(`${difference}\n`);
const { operations, refused, executorMs, statuses } = report;
const ended = Object.entries(statuses).map(([status, count]) => `${count} ${status}`);
const each = (executorMs * 1_000) / operations;
process.stdout.write(
  [
    `${letters} letters of ${firms} firms to ${banks} banks: ${ended.join(", ")}`,
    `${operations} operations, ${refused} of them too late; ${each.toFixed(1)} µs of the executor each, ${Math.round(1e6 / each)} a second`,
    `${report.differences.length} differ (seed ${seed})\n`,
  ].join("\n"),
);
process.exitCode = report.differences.length === 0 ? 0 : 1;
