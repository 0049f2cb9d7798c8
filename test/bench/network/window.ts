import { residentMb, type Usage, usageBetween, usageOf } from "../machine/process-usage.ts";
import type { BenchNetwork } from "./bench-network.ts";
import { readMetrics } from "./metrics.ts";

/** What each node used and did in a stretch of time. */
export interface NodeWindow {
  readonly cpu: Usage;
  /** Megabytes at the end, and the most that was sampled. */
  readonly residentMb: number;
  readonly residentMbMax: number;
  readonly lagP99Ms: number;
  readonly lagMaxMs: number;
}

export interface Window {
  readonly seconds: number;
  readonly nodes: readonly NodeWindow[];
  /** As the first node counts them. */
  readonly blocks: number;
  readonly transactions: number;
  readonly residentMbSamples: readonly number[];
}

const SAMPLE_MS = 500;

/** Begins to watch the nodes; the returned function ends it. Reading the metrics starts their measure of delays anew. */
export async function watch(network: BenchNetwork): Promise<() => Promise<Window>> {
  const { pids } = network;
  const before = await readAll(network);
  const cpuBefore = pids.map(usageOf);
  const fromMs = performance.now();
  const most = pids.map(residentMb);
  const samples: number[] = [];
  const timer = setInterval(() => {
    const now = pids.map(residentMb);
    now.forEach((mb, i) => (most[i] = Math.max(most[i]!, mb)));
    samples.push(Math.max(...now));
  }, SAMPLE_MS);
  return async () => {
    clearInterval(timer);
    const cpu = pids.map((pid, i) => usageBetween(cpuBefore[i]!, usageOf(pid)));
    const seconds = (performance.now() - fromMs) / 1_000;
    const after = await readAll(network);
    return {
      seconds,
      nodes: pids.map((pid, i) => ({
        cpu: cpu[i]!,
        residentMb: residentMb(pid),
        residentMbMax: Math.max(most[i]!, residentMb(pid)),
        lagP99Ms: after[i]!.lagP99Ms,
        lagMaxMs: after[i]!.lagMaxMs,
      })),
      blocks: after[0]!.height - before[0]!.height,
      transactions: after[0]!.transactions - before[0]!.transactions,
      residentMbSamples: samples,
    };
  };
}

function readAll(network: BenchNetwork) {
  return Promise.all(network.nodes.map((_, i) => readMetrics(network.rpc(i))));
}
