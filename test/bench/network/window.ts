import { performance } from "node:perf_hooks";

import { type Usage, usageBetween, usageOf } from "../machine/process-usage.ts";
import type { BenchNetwork } from "./bench-network.ts";
import { type NodeMetrics, readMetrics } from "./metrics.ts";

/** What each node used and did in a stretch of time. */
export interface NodeWindow {
  readonly cpu: Usage;
  readonly seconds: number;
  /** As it counts them itself. */
  readonly blocks: number;
  readonly transactions: number;
  /** The most that was sampled. */
  readonly residentMbMax: number;
  readonly lagP99Ms: number;
  readonly lagMaxMs: number;
}

export interface Window {
  readonly nodes: readonly NodeWindow[];
  /** Of the largest node at each sample. */
  readonly residentMbSamples: readonly number[];
}

interface Moment {
  readonly metrics: NodeMetrics;
  readonly cpu: Usage;
  readonly atMs: number;
}

const SAMPLE_MS = 500;

/** Begins to watch the nodes; the returned function ends it. Reading the metrics starts their measure of delays anew. */
export async function watch(network: BenchNetwork): Promise<() => Promise<Window>> {
  const before = await momentsOf(network);
  const most = network.residentMb();
  const samples: number[] = [];
  const timer = setInterval(() => {
    const now = network.residentMb();
    now.forEach((mb, i) => (most[i] = Math.max(most[i]!, mb)));
    samples.push(Math.max(...now));
  }, SAMPLE_MS);
  return async () => {
    clearInterval(timer);
    const after = await momentsOf(network);
    const nodes = after.map((moment, i) => between(before[i]!, moment, most[i]!));
    return { nodes, residentMbSamples: samples };
  };
}

/** A busy node answers late, so its CPU is read when it has answered: both are of one moment. */
function momentsOf(network: BenchNetwork): Promise<Moment[]> {
  return Promise.all(
    network.nodes.map(async ({ pid }, i) => {
      const metrics = await readMetrics(network.rpc(i));
      return { metrics, cpu: usageOf(pid), atMs: performance.now() };
    }),
  );
}

function between(before: Moment, after: Moment, residentMbMax: number): NodeWindow {
  return {
    cpu: usageBetween(before.cpu, after.cpu),
    seconds: (after.atMs - before.atMs) / 1_000,
    blocks: after.metrics.height - before.metrics.height,
    transactions: after.metrics.transactions - before.metrics.transactions,
    residentMbMax,
    lagP99Ms: after.metrics.lagP99Ms,
    lagMaxMs: after.metrics.lagMaxMs,
  };
}
