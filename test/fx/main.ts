import "../../src/primitives/polyfill.ts";
import "../native.ts";

import { parseArgs } from "node:util";

import { createSay } from "../bench/progress.ts";
import { Devnet } from "../e2e/devnet.ts";
import { runMarket, TICKS } from "./market-run.ts";
import { reconcile } from "./replay/reconcile.ts";
import { fillsOf, FUNDS, replay } from "./replay/replay.ts";

/**
 * `npm run market -- --events N --seed S`: random orders through the executor and the naive market. With `--replay N` instead, N prices
 * by the market maker against 100 takers on four nodes. Ends with 1 if anything differs.
 */

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    events: { type: "string", default: "1000000" },
    replay: { type: "string" },
  },
});
const seed = Number(values.seed);
const startMs = Date.now();
const seconds = (): string => `${((Date.now() - startMs) / 1_000).toFixed(0)} s`;
const say = createSay();

const differing =
  values.replay === undefined
    ? compare(Number(values.events))
    : await replayed(Number(values.replay));
process.exitCode = differing === 0 ? 0 : 1;

function compare(events: number): number {
  let differing = 0;
  const ticks = Object.entries(TICKS);
  const each = Math.ceil(events / ticks.length);
  for (const [name, tick] of ticks) {
    const report = runMarket(seed, tick, each, (done) => say.now(`${name}: ${done} of ${each}`));
    for (const difference of report.differences) process.stdout.write(`${name}: ${difference}\n`);
    differing += report.differences.length;
    const codes = [...report.codes].sort().map(([code, count]) => `${code} ${count}`);
    say(
      `ticks of ${name}: ${each} events, ${report.fills} fills, ${seconds()}; ${codes.join(", ")}`,
    );
  }
  const total = each * ticks.length;
  process.stdout.write(`${total} events, ${differing} differ (seed ${seed}, ${seconds()})\n`);
  return differing;
}

async function replayed(steps: number): Promise<number> {
  const devnet = await Devnet.create();
  try {
    await devnet.start();
    const plan = { seed, steps, stepMs: 300, takers: 100, perStep: 10 };
    const end = await replay(devnet, plan, (text) => say.now(text));
    const differences = reconcile(end, FUNDS);
    for (const difference of differences) process.stdout.write(`${difference}\n`);
    const { asset, minor } = end.ended.gain;
    const lines = [
      `${steps} prices, ${fillsOf(end.takers)} fills; quoted ${end.quoted} times, gained ${minor} minor units of ${asset}`,
      `${differences.length} differ (seed ${seed}, ${seconds()})`,
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
    return differences.length;
  } finally {
    await devnet.remove();
  }
}
