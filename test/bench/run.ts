import type { Figure } from "./figures/figure.ts";
import { type Limits, measureLimits } from "./machine/limits.ts";
import { measureCatchUp } from "./measures/catch-up.ts";
import { measureBanking } from "./measures/banking.ts";
import { measureBook } from "./measures/book.ts";
import type { Bench } from "./measures/context.ts";
import { measureDeclarations } from "./measures/declarations.ts";
import { measureExecutor } from "./measures/executor.ts";
import { measureLatency } from "./measures/latency.ts";
import { measureMarket } from "./measures/market.ts";
import { measureMemory } from "./measures/memory.ts";
import { measureOverload } from "./measures/overload.ts";
import { measureParcels } from "./measures/parcels.ts";
import { measurePaths } from "./measures/paths.ts";
import { measureRpc } from "./measures/rpc.ts";
import { measureSnapshot } from "./measures/snapshot.ts";
import { measureSoak } from "./measures/soak.ts";
import { measureState } from "./measures/state.ts";
import { measureThroughput, probePeak } from "./measures/throughput.ts";
import { Scene } from "./network/scene.ts";
import type { BenchOptions, Measure } from "./options.ts";
import type { Plot } from "./plot/plot.ts";
import type { Say } from "./progress.ts";

export interface Outcome {
  readonly figures: readonly Figure[];
  readonly plots: readonly Plot[];
  /** Details under the table. */
  readonly notes: readonly string[];
  readonly limits: Limits;
  /** What ended the run early; the figures until then are good. */
  readonly failure: Error | undefined;
}

/** A plot if it makes one. */
const measures: Readonly<Record<Measure, (bench: Bench) => Promise<Plot | void>>> = {
  executor: measureExecutor,
  state: measureState,
  banking: measureBanking,
  book: measureBook,
  paths: measurePaths,
  throughput: measureThroughput,
  market: measureMarket,
  latency: measureLatency,
  overload: measureOverload,
  rpc: measureRpc,
  soak: measureSoak,
  memory: measureMemory,
  declarations: measureDeclarations,
  parcels: measureParcels,
  async sync({ options, say }) {
    await measureCatchUp(Math.min(30, options.seconds), say);
    await measureSnapshot(options.databaseAccounts, say);
  },
};

/** Rejects when somebody wants it to end: what was started is stopped, and the figures until then are printed. */
function untilSignal(): Promise<never> {
  return new Promise((_, reject) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) {
      process.once(name, () => reject(new Error(`stopped by ${name}`)));
    }
  });
}

/** Runs the wanted measurements one after the other. */
export async function runMeasures(options: BenchOptions, say: Say): Promise<Outcome> {
  const figures: Figure[] = [];
  const notes: string[] = [];
  const plots: Plot[] = [];
  let scene: Promise<Scene> | undefined;
  let peak = options.peak;
  let failure: Error | undefined;
  say("the machine: signatures, synced writes, loopback");
  const limits = await measureLimits();
  const bench: Bench = {
    ...{ options, say, limits },
    scene: () => (scene ??= Scene.create(options.accounts, options.clients, say)),
    peak: async () => (peak ??= await probePeak(bench)),
    setPeak: (perSecond) => (peak ??= perSecond),
    add: (...more) => void figures.push(...more),
    note: (text) => void notes.push(text),
  };
  const stopped = untilSignal();
  try {
    for (const name of options.measures) {
      say(`\n${name}`);
      const plot = await Promise.race([measures[name](bench), stopped]);
      if (plot !== undefined) plots.push(plot);
    }
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  } finally {
    await scene?.then(
      (one) => one.remove(),
      () => undefined, // it failed, and removed itself
    );
  }
  return { figures, plots, notes, limits, failure };
}
