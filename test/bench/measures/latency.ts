import { Histogram } from "../../../src/cli/load/histogram.ts";
import type { Plot } from "../plot/plot.ts";
import type { Bench } from "./context.ts";
import { describe, worstLag } from "./throughput.ts";

/** Parts of the peak at which it is measured; the first and the one of 80% have marks, all of them make the plot. */
const PARTS = [10, 25, 50, 80, 95] as const;
const QUICK_PARTS = [10] as const;
/** Clients gather what is due within this time into one call. */
const GATHER_MS = 10;
const WARM_UP_SECONDS = 3;

/** Finality at parts of the peak: from when a transaction was due to be handed in until its block was notified. */
export async function measureLatency(bench: Bench): Promise<Plot> {
  const { options, limits, say, add, note } = bench;
  const scene = await bench.scene();
  const peak = await bench.peak();
  const points: { percent: number; perSecond: number; p50: number; p99: number }[] = [];
  for (const percent of options.quick ? QUICK_PARTS : PARTS) {
    const perSecond = Math.max(1, (peak * percent) / 100);
    const hasMark = percent === 10 || percent === 80;
    const seconds = hasMark ? options.seconds : Math.max(5, Math.round(options.seconds / 3));
    say(`at ${percent}% of the peak: ${perSecond.toFixed(0)} transfers a second, for ${seconds} s`);
    const array = Math.max(1, Math.round((perSecond * GATHER_MS) / 1_000 / options.clients));
    const { tally, window } = await scene.measure({
      ...{ array, perSecond, seconds, warmUpSeconds: WARM_UP_SECONDS },
      count: Math.ceil(perSecond * (seconds + WARM_UP_SECONDS)) + 200,
    });
    const latency = Histogram.from(tally.latency);
    const [p50, p99] = [latency.quantileMs(0.5), latency.quantileMs(0.99)];
    points.push({ percent, perSecond: tally.committed / tally.seconds, p50, p99 });
    note(`${describe(`at ${percent}%`, tally, window)}
  finality: p50 ${p50.toFixed(0)}, p90 ${latency.quantileMs(0.9).toFixed(0)}, p99 ${p99.toFixed(0)}, most ${latency.maxMs.toFixed(0)} ms`);
    if (percent === 10) add({ id: "p50-10", value: p50, limit: leastOf(limits) });
    if (percent === 10) add({ id: "p99-10", value: p99, limit: leastOf(limits) });
    if (percent === 80) add({ id: "p50-80", value: p50 }, { id: "p99-80", value: p99 });
    if (percent === 80) add({ id: "lag-80", value: worstLag(window) });
  }
  return latencyPlot(points);
}

/**
 * What no implementation can go below here: five messages one after the other (the transaction, the proposal, PREPARE, COMMIT,
 * the notification), a synced journal before each vote and the synced block.
 */
function leastOf({ roundTripMs, syncMs }: Bench["limits"]) {
  return { value: 2.5 * roundTripMs + 3 * syncMs, what: "5 messages and 3 syncs" };
}

function latencyPlot(points: readonly { perSecond: number; p50: number; p99: number }[]): Plot {
  return {
    name: "throughput-latency",
    title: "Finality by throughput: four validators on one machine",
    x: { label: "single transfers committed a second", scale: "linear" },
    y: { label: "milliseconds until final", scale: "log" },
    series: [
      { name: "p99", points: points.map(({ perSecond, p99 }) => [perSecond, p99] as const) },
      { name: "p50", points: points.map(({ perSecond, p50 }) => [perSecond, p50] as const) },
    ],
  };
}
