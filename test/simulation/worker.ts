import "../../src/primitives/polyfill.ts";

import { Coverage, type Reached } from "./coverage.ts";
import { type Outcome, runSeed } from "./scenario.ts";

/** What a worker is asked: some seeds, or, as an empty list, what it reached. */
export type Order = readonly number[];
export type Report = { readonly outcomes: readonly Outcome[] } | { readonly reached: Reached };

const coverage = new Coverage();

process.on("message", (seeds: Order) => {
  const report: Report =
    seeds.length === 0 ? { reached: coverage.take() } : { outcomes: seeds.map(runSeed) };
  process.send!(report);
});
process.on("disconnect", () => process.exit(0));
