import "../../src/primitives/polyfill.ts";
import "../native.ts";

import { parseArgs } from "node:util";

import Table from "cli-table3";

import { createSay } from "../bench/progress.ts";
import { createDay } from "./generator/day.ts";
import { runThroughExecutor } from "./through-executor.ts";

/** `npm run day -- --payments N --seed S`: a whole day through the executor and the model; ends with 1 if they part. */

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    members: { type: "string", default: "200" },
    users: { type: "string", default: "20000" },
    payments: { type: "string", default: "100000" },
  },
});
const [seed, members, users, payments] = [
  Number(values.seed),
  Number(values.members),
  Number(values.users),
  Number(values.payments),
];
const SHOWN_MAX = 20;
const startMs = Date.now();
const seconds = (): string => `${((Date.now() - startMs) / 1_000).toFixed(1)} s`;
const say = createSay();

const day = createDay({ seed, members, users, payments });
say(`${day.events.length} transactions of ${payments} payments (seed ${seed}, ${seconds()})`);
const report = runThroughExecutor(day, (minute) =>
  say.now(`minute ${minute} of ${day.minutes} (${seconds()})`),
);

const table = new Table({
  ...{ head: ["action", "OK", "in the way"], style: { head: [], border: [] } },
  ...{ colWidths: [16, 8, 90], wordWrap: true },
});
const codes = [...report.codes].sort().map(([name, count]) => [...name.split(" "), count] as const);
for (const action of new Set(codes.map(([name]) => name))) {
  const own = codes.filter(([name]) => name === action);
  const succeeded = own.find(([, code]) => code === "OK")?.[2] ?? 0;
  const failed = own.filter(([, code]) => code !== "OK");
  const inTheWay = failed.map(([, code, count]) => `${code} ${count}`).join(", ");
  table.push([action, String(succeeded), inTheWay]);
}
process.stdout.write(`${table.toString()}\n`);

const { transactions, compared, differences } = report;
for (const { what, ledger, model } of differences.slice(0, SHOWN_MAX)) {
  process.stdout.write(`${what}: the ledger says ${ledger}, the model ${model}\n`);
}
const counts = `${transactions} transactions, ${compared} figures compared`;
process.stdout.write(`${counts}, ${differences.length} differ (seed ${seed}, ${seconds()})\n`);
process.exitCode = differences.length === 0 ? 0 : 1;
