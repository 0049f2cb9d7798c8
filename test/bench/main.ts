import "../../src/primitives/polyfill.ts";

import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";

import Table from "cli-table3";

import { installNative } from "../../src/node/native.ts";
import { Devnet } from "../e2e/devnet.ts";
import { measureCatchUp } from "./catch-up.ts";
import { cpuSeconds } from "./cpu-seconds.ts";
import { measureExecutor, measureVerification } from "./executor.ts";
import { Load } from "./load.ts";
import { measureSnapshot } from "./snapshot.ts";

/**
 * `npm run bench`: the figures of this slice, printed with their marks, and kept in bench-results.json. With `-- --catch-up`:
 * how fast a joining validator is, printed only.
 */

const SECONDS = 20;
const OUTSTANDING = 2_000;

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly mark: string;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function quantile(sorted: readonly number[], at: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))]!;
}

async function measureNetwork(verificationUs: number): Promise<Figure[]> {
  const devnet = await Devnet.create();
  const load = new Load(devnet);
  try {
    say("starting four validators");
    await devnet.start();
    await load.open();
    say(`as fast as they take it, for ${SECONDS} s`);
    const pids = [0, 1, 2, 3].map((node) => devnet.pid(node));
    const cpuBefore = pids.map(cpuSeconds);
    const countBefore = load.finalCount;
    const rate = await load.saturate(SECONDS, OUTSTANDING);
    const cpu = pids.map((pid, i) => cpuSeconds(pid) - cpuBefore[i]!);
    const count = load.finalCount - countBefore;
    const cpuUs = (cpu.reduce((sum, one) => sum + one, 0) / pids.length / count) * 1e6;
    await new Promise((resolve) => setTimeout(resolve, 4_000)); // what is in flight ends first
    const latency: Figure[] = [];
    for (const percent of [10, 80]) {
      say(`at ${percent}% of that, for ${SECONDS} s`);
      const found = await load.latencies((rate * percent) / 100, SECONDS);
      for (const [name, at] of [
        ["p50", 0.5],
        ["p99", 0.99],
      ] as const) {
        const mark = percent === 10 && name === "p50" ? "under 60" : "";
        const label = `finality ${name} at ${percent}% load`;
        latency.push({ name: label, value: quantile(found, at), unit: "ms", mark });
      }
    }
    return [
      { name: "single transfers committed, 4 validators", value: rate, unit: "/s", mark: "1,000" },
      ...latency,
      { name: "CPU per committed transfer and node", value: cpuUs, unit: "µs", mark: "" },
      {
        name: "the same in signature verifications",
        value: cpuUs / verificationUs,
        unit: "×",
        mark: "",
      },
    ];
  } finally {
    load.close();
    await devnet.remove();
  }
}

async function measureAll(): Promise<void> {
  say("signature verification");
  const verificationUs = measureVerification();
  say("executor alone");
  const executor = measureExecutor();
  const figures: Figure[] = [
    { name: "one signature verification", value: verificationUs, unit: "µs", mark: "" },
    { name: "executor alone, state root included", value: executor, unit: "/s", mark: "20,000" },
    ...(await measureNetwork(verificationUs)),
  ];
  const table = new Table({ head: ["figure", "value", "unit", "first mark"], style: { head: [] } });
  for (const { name, value, unit, mark } of figures) {
    table.push([name, value.toFixed(value < 100 ? 1 : 0), unit, mark]);
  }
  process.stdout.write(`${table.toString()}\n${cpus().length} cores, ${cpus()[0]?.model ?? "?"}\n`);
  const report = { date: new Date().toISOString(), node: process.version, figures };
  writeFileSync("bench-results.json", `${JSON.stringify(report, null, 2)}\n`);
}

installNative();
const { values } = parseArgs({
  options: { "catch-up": { type: "boolean" }, snapshot: { type: "string" } },
});
if (values["catch-up"]) await measureCatchUp(say);
else if (values.snapshot !== undefined) await measureSnapshot(Number(values.snapshot), say);
else await measureAll();
