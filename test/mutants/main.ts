import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import Table from "cli-table3";

import { epochMutants } from "./epochs.ts";
import { joiningMutants } from "./joining.ts";
import { type Mutant, mutants } from "./mutants.ts";
import { paymentMutants } from "./payments.ts";
import { shown, Slot } from "./slot.ts";

/**
 * `npm run mutants`: breaks the protocol on purpose, one rule at a time, and looks whether anybody notices. A breakage that
 * survives means that the tests would let a programmer make the same mistake.
 */

const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const SEEDS = 2_000;
const TESTS = ["test/consensus"];
/** Tests that take long and look at form alone. */
const LEFT_OUT = "^(?!.*byte strings)";
/** A broken program may hang: one that is whole says something every few seconds. */
const SILENT_MS = 120_000;

interface Verdict {
  readonly mutant: Mutant;
  /** The test or seed that noticed; undefined if nobody did. */
  readonly caughtBy: string | undefined;
  readonly seconds: number;
}

async function judge(slot: Slot, mutant: Mutant): Promise<Verdict> {
  const startMs = Date.now();
  const mend = slot.apply(mutant);
  try {
    const ways = [byTests, bySeeds];
    if (mutant.first === "seeds") ways.reverse();
    let caughtBy: string | undefined;
    for (const way of ways) caughtBy ??= await way(slot, mutant);
    return { mutant, caughtBy, seconds: Math.round((Date.now() - startMs) / 1_000) };
  } finally {
    mend();
  }
}

async function byTests(
  slot: Slot,
  { tests = TESTS }: Partial<Mutant>,
): Promise<string | undefined> {
  const report = join(slot.directory, "report.json");
  const args = [
    "vitest",
    "run",
    "--bail=1",
    "--maxWorkers=1",
    "-t",
    LEFT_OUT,
    "--reporter=default",
    "--reporter=json",
  ];
  const { status, output } = await slot.run(
    "npx",
    [...args, `--outputFile=${report}`, ...tests],
    SILENT_MS,
  );
  if (status === 0) return undefined;
  if (status < 0) return "tests that did not end";
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
    testResults: { name: string; assertionResults: { status: string; title: string }[] }[];
  };
  for (const { name, assertionResults } of testResults) {
    const failed = assertionResults.find((one) => one.status === "failed");
    if (failed !== undefined) return `${shown(slot, name)}: ${failed.title}`;
  }
  throw new Error(`the tests broke off:\n${output.slice(-2_000)}`);
}

async function bySeeds(slot: Slot, _: Partial<Mutant>, seeds = SEEDS): Promise<string | undefined> {
  const args = ["dist/test/simulation/main.js", "--seeds", String(seeds), "--bail", "--jobs", "1"];
  const { status, output } = await slot.run(process.execPath, args, SILENT_MS);
  if (status === 0) return undefined;
  const found = /^seed (\d+): (.*)$/m.exec(output);
  if (found !== null) return `seed ${found[1]}: ${found[2]}`;
  if (status < 0) return "random runs that did not end";
  throw new Error(`the random runs broke off:\n${output.slice(-2_000)}`);
}

/** The unbroken copy must pass, or everything would seem to be caught. */
async function checkWhole(): Promise<void> {
  const slot = new Slot();
  try {
    const noticed = (await bySeeds(slot, {}, 20)) ?? (await byTests(slot, {}));
    if (noticed !== undefined) throw new Error(`the unbroken program fails: ${noticed}`);
  } finally {
    slot.remove();
  }
}

const all = [...mutants, ...epochMutants, ...joiningMutants, ...paymentMutants];
const chosen = all.filter(({ name, rule }) => `${rule} ${name}`.includes(values.only));
const waiting = [...chosen];
const verdicts: Verdict[] = [];

async function work(): Promise<void> {
  const slot = new Slot();
  try {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const verdict = await judge(slot, mutant);
      verdicts.push(verdict);
      const { caughtBy = "SURVIVED", seconds } = verdict;
      process.stderr.write(
        `${verdicts.length}/${chosen.length} ${mutant.rule}: ${mutant.name}: ${caughtBy} (${seconds} s)\n`,
      );
    }
  } finally {
    slot.remove();
  }
}

await checkWhole();
await Promise.all(Array.from({ length: Math.min(cpus().length, chosen.length) }, work));
const table = new Table({ head: ["rule", "breakage", "caught by"], style: { head: [] } });
for (const mutant of chosen) {
  const verdict = verdicts.find((one) => one.mutant === mutant);
  table.push([mutant.rule, mutant.name, (verdict?.caughtBy ?? "SURVIVED").slice(0, 90)]);
}
process.stdout.write(`${table.toString()}\n`);
const survivors = verdicts.filter(({ caughtBy }) => caughtBy === undefined).length;
process.stdout.write(`${chosen.length} breakages, ${survivors} survived\n`);
process.exitCode = survivors === 0 ? 0 : 1;
