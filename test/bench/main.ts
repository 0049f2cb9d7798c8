import "../../src/primitives/polyfill.ts";

import { readFileSync, writeFileSync } from "node:fs";

import { installNative } from "../../src/node/native.ts";
import { machine, savePlots, saveResults, withFigures } from "./figures/results.ts";
import { formatNumber, renderFigures } from "./figures/table.ts";
import type { Limits } from "./machine/limits.ts";
import { BenchUsageError, type BenchOptions, parseOptions } from "./options.ts";
import { createSay } from "./progress.ts";
import { checkBounds } from "./regression-bounds.ts";
import { type Outcome, runMeasures } from "./run.ts";

/** `npm run bench`: README.md beside this file says what is measured and how. */

const DOCUMENT = "docs/benchmarks.md";
const PLOTS = "docs/benchmarks";

async function main(): Promise<number> {
  let options: BenchOptions;
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof BenchUsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const say = createSay();
  const from = performance.now();
  const outcome = await runMeasures(options, say);
  const { figures, notes, limits, failure } = outcome;
  print(`${renderFigures(figures)}\n${notes.join("\n")}\n\n${limitsText(limits)}\n${machine()}`);
  say(`in all ${((performance.now() - from) / 1_000).toFixed(0)} s`);
  if (options.quick) return guard(outcome);
  const kept = saveResults(options.out, outcome);
  print(`figures and plots are in ${options.out}`);
  if (options.keep) {
    writeFileSync(DOCUMENT, withFigures(readFileSync(DOCUMENT, "utf8"), kept));
    savePlots(PLOTS, outcome.plots);
    print(`${DOCUMENT} and ${PLOTS} have them too; \`npm run format\` sets the table`);
  }
  if (failure !== undefined) process.stderr.write(`${failure.stack ?? failure.message}\n`);
  return failure === undefined ? 0 : 1;
}

/** The regression guard of `npm run bench -- --quick`: ends with the line of counts that CI reads. */
function guard({ figures, limits, failure }: Outcome): number {
  if (failure !== undefined) process.stderr.write(`${failure.stack ?? failure.message}\n`);
  const checked = checkBounds(figures, limits);
  for (const { what, ratio, atMost, holds } of checked) {
    const text = `${formatNumber(ratio)} verifications, bound ${formatNumber(atMost)}`;
    print(`${holds ? "holds " : "BROKEN"}  ${what}: ${text}`);
  }
  const failed = checked.filter(({ holds }) => !holds).length;
  print(`\n${checked.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function limitsText({ verificationUs, verificationBusyUs, syncMs, roundTripMs }: Limits): string {
  return [
    `one signature verification: ${verificationUs.toFixed(1)} µs of CPU alone, ${verificationBusyUs.toFixed(1)} µs while every core verifies`,
    `a synced write: ${syncMs.toFixed(2)} ms; a round trip on loopback: ${(roundTripMs * 1_000).toFixed(0)} µs`,
  ].join("\n");
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

installNative();
process.exit(await main()); // after a signal, a measurement that was given up may still wait for something
