import "../../src/primitives/polyfill.ts";

import { fork } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import Table from "cli-table3";

import { costTable } from "./cost.ts";
import { type Reached, summarise } from "./coverage.ts";
import type { Outcome } from "./scenario.ts";
import type { Order, Report } from "./worker.ts";

/** `npm run simulate -- --seeds N --from S`: N random runs on all cores, each replayable from its seed. */

const BATCH = 5;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    /** Ends with the first seed that fails. */
    bail: { type: "boolean", default: false },
    /** Processes; all cores if absent. */
    jobs: { type: "string" },
    unreached: { type: "boolean", default: false },
    /** Instead of random runs: what a block costs, by number of validators. */
    cost: { type: "boolean", default: false },
  },
});
const total = Number(values.seeds);
const from = Number(values.from);
const startMs = Date.now();

const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const outcomes: Outcome[] = [];
let next = from;

function takeBatch(): Order {
  const isOver = values.bail && outcomes.some(({ problem }) => problem !== undefined);
  const last = isOver ? next : Math.min(from + total, next + BATCH);
  const seeds = Array.from({ length: last - next }, (_, i) => next + i);
  next = last;
  return seeds;
}

/** One process per core: takes seeds until there are none, then says what code it reached. */
function work(): Promise<Reached> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("worker.js", import.meta.url)));
    child.on("message", (report: Report) => {
      if ("reached" in report) {
        child.disconnect();
        return resolve(report.reached);
      }
      report.outcomes.forEach(record);
      child.send(takeBatch());
    });
    child.on("error", reject);
    child.on("exit", (code) => code !== 0 && reject(new Error(`a worker ended with ${code}`)));
    child.send(takeBatch());
  });
}

function record(outcome: Outcome): void {
  outcomes.push(outcome);
  const { seed, problem, trace } = outcome;
  if (problem !== undefined) {
    say(`${trace}\nseed ${seed}: ${problem}`);
    say(`replay: npm run simulate -- --seeds 1 --from ${seed}\n`);
  }
  const done = outcomes.length;
  if (process.stderr.isTTY) process.stderr.write(`\r${done}/${total} seeds, ${rate()}  `);
  else if (done % 100 === 0) process.stderr.write(`${done}/${total} seeds, ${rate()}\n`);
}

function rate(): string {
  const perSecond = (1000 * outcomes.length) / Math.max(1, Date.now() - startMs);
  return `${perSecond.toFixed(1)} seeds a second`;
}

function report(reached: readonly Reached[]): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  const files = summarise(reached);
  const table = new Table({ head: ["file", "rules", "code reached"], style: { head: [] } });
  for (const { file, rules, percent } of files) {
    table.push([file, rules.join(" "), `${percent.toFixed(1)}%`]);
  }
  say(table.toString());
  if (values.unreached) {
    for (const { file, unreached } of files) for (const at of unreached) say(`${file}:${at}`);
  }
  const failed = outcomes.filter(({ problem }) => problem !== undefined);
  const blocks = outcomes.reduce((sum, one) => sum + one.blocks, 0);
  say(`${outcomes.length} seeds, ${failed.length} failed, ${blocks} blocks, ${rate()}`);
  say(`most views to recover: ${worst("recoveryViews")}; longest: ${worst("recoveryMs")}`);
  if (failed.length > 0) say(`failed: ${failed.map(({ seed }) => seed).join(" ")}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

function worst(by: "recoveryViews" | "recoveryMs"): string {
  const [first] = [...outcomes].sort((a, b) => b[by] - a[by]);
  if (first === undefined) return "none";
  const { seed, recoveryMs, recoveryViews, validators } = first;
  return `${recoveryViews} views, ${recoveryMs} ms (seed ${seed}, ${validators} validators)`;
}

const jobs = values.jobs === undefined ? cpus().length : Number(values.jobs);
const workers = Math.min(jobs, Math.ceil(total / BATCH));
if (values.cost) say(costTable());
else report(await Promise.all(Array.from({ length: workers }, work)));
