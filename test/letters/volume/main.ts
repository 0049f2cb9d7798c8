import "../../../src/primitives/polyfill.ts";
import "../../native.ts";

import { parseArgs } from "node:util";

import { createSay } from "../../bench/progress.ts";
import { Devnet } from "../../e2e/devnet.ts";
import { exchangeLetters } from "./exchange-run.ts";
import { runSeason } from "./season.ts";

/**
 * `npm run letters -- --letters N --banks B --firms F --seed S`: an audit season through the executor and the model. Ends with 1 if
 * anything differs. With `--exchange N` instead, N letters between two of four real nodes, forms there and answers back.
 */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    letters: { type: "string", default: "10000" },
    banks: { type: "string", default: "100" },
    firms: { type: "string", default: "30" },
    exchange: { type: "string" },
  },
});
const [seed, letters, banks, firms] = [values.seed, values.letters, values.banks, values.firms].map(
  Number,
);
const say = createSay();
process.exitCode =
  values.exchange === undefined ? season() : await exchanged(Number(values.exchange));

function season(): number {
  const report = runSeason(
    { seed: seed!, letters: letters!, banks: banks!, firms: firms! },
    (done) => say.now(`${done} steps`),
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
  return report.differences.length === 0 ? 0 : 1;
}

async function exchanged(count: number): Promise<number> {
  const devnet = await Devnet.create();
  try {
    await devnet.start();
    const { parts, delivered, sizes } = await exchangeLetters(devnet, count, (text) =>
      say.now(text),
    );
    for (const [what, ms] of parts) {
      const each = (ms / count).toFixed(1);
      process.stdout.write(
        `${what.padEnd(20)} ${(ms / 1_000).toFixed(1).padStart(6)} s ${each.padStart(7)} ms each\n`,
      );
    }
    const classes = Object.entries(sizes).map(([size, files]) => `${files} of ${size} bytes`);
    process.stdout.write(
      `${delivered.requests} requests and ${delivered.replies} replies delivered; files at the ends: ${classes.join(", ")}\n`,
    );
    return delivered.requests === count && delivered.replies === count ? 0 : 1;
  } finally {
    await devnet.remove();
  }
}
