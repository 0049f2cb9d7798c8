import type { TallyData } from "../../../src/cli/load/tally.ts";
import type { Window } from "../network/window.ts";
import type { Bench } from "./context.ts";

const WARM_UP_SECONDS = 5;
/** The guard has no time to find out first how much it must sign. */
const QUICK = { warmUpSeconds: 3, perSecond: 4_000 } as const;
/** More than four validators on a few cores have ever taken: what is signed for a run whose rate nobody knows yet. */
const MOST_PER_SECOND = 6_000;
const PAYMENTS_PER_TRANSACTION = 100;
/** 8,000 payments: a block that holds many more takes the validators longer than they wait for each other. */
const LARGE_OUTSTANDING = 80;
const PROBE_WARM_UP_SECONDS = 4;
const PROBE_SECONDS = 5;
/** A machine that is busy with something else just now may be three times as fast a minute later. */
const LEAST_PER_SECOND = 2_000;
/** Signed beyond what the rate seen last needs: a run that runs out of transactions measures nothing. */
const RESERVE = 1.5;

/** Committed a second, over the whole measured time. Throws if the signed transactions ran out before its end. */
export function rateOf({ committed, seconds }: TallyData, wantedSeconds: number): number {
  if (seconds < 0.95 * wantedSeconds) {
    const message = `the signed transactions were used up after ${seconds.toFixed(1)} s`;
    throw new Error(`${message}; the network is faster than was thought`);
  }
  return committed / seconds;
}

/**
 * A short run as fast as they take it: how much must be signed for a long one. It also lets the compilers see the code, so
 * its best second is nearer to what follows than its mean.
 */
export async function probePeak({ scene, say, options }: Bench): Promise<number> {
  const { fleet } = await scene();
  const seconds = PROBE_WARM_UP_SECONDS + PROBE_SECONDS;
  say(`as fast as it is taken, for ${seconds} s, to know how much to sign`);
  const { tally } = await fleet.run({
    count: MOST_PER_SECOND * seconds,
    array: options.array,
    outstandingMax: options.outstanding,
    warmUpSeconds: PROBE_WARM_UP_SECONDS,
    seconds: PROBE_SECONDS,
  });
  return Math.max(1, ...tally.perSecond);
}

/** Single transfers, as many as are taken; then what a transfer costs, JSON-RPC apart; then transactions of 100 payments. */
export async function measureThroughput(bench: Bench): Promise<void> {
  const { options, limits, say, add, note } = bench;
  const { seconds, array, outstanding: outstandingMax } = options;
  const scene = await bench.scene();
  const warmUpSeconds = options.quick ? QUICK.warmUpSeconds : WARM_UP_SECONDS;
  const load = { array, outstandingMax, warmUpSeconds, seconds };
  const perSecond = options.quick
    ? QUICK.perSecond
    : RESERVE * Math.max(LEAST_PER_SECOND, await probePeak(bench));

  say(`single transfers as fast as they are taken, for ${seconds} s`);
  const peak = await scene.measure({
    ...load,
    count: Math.ceil(perSecond * (seconds + warmUpSeconds)),
  });
  const rate = rateOf(peak.tally, seconds);
  const { window } = peak;

  say(`half of that to one node only, for ${Math.ceil(seconds / 2)} s: what JSON-RPC costs`);
  const half = await scene.measure({
    ...{ ...load, nodes: [0], perSecond: rate / 2, seconds: Math.ceil(seconds / 2) },
    count: Math.ceil((rate / 2) * (seconds / 2 + WARM_UP_SECONDS + 2)),
  });
  const [entry, ...others] = cpuUsEach(half.window);
  const rpcUs = Math.max(0, entry! - mean(others));
  const allUs = mean(cpuUsEach(window));
  const cpuUs = allUs - rpcUs / window.nodes.length;
  const perCore = 1e6 / limits.verificationBusyUs;
  const bound = (limits.cores * perCore) / window.nodes.length;
  add(
    { id: "throughput", value: rate, limit: { value: bound, what: "verifying alone" } },
    { id: "cpu", value: cpuUs / limits.verificationUs },
    { id: "cpu-us", value: cpuUs },
    { id: "cpu-all-us", value: allUs },
    { id: "cpu-main", value: 100 * mainPart(window) },
    { id: "cpu-rpc-us", value: rpcUs },
    { id: "cpu-client-us", value: (peak.clientCpuSeconds * 1e6) / peak.tally.finalInAll },
    { id: "blocks", value: mean(window.nodes.map(({ blocks, seconds: time }) => blocks / time)) },
    { id: "per-block", value: mean(window.nodes.map((node) => node.transactions / node.blocks)) },
    { id: "lag-peak", value: worstLag(window) },
  );
  note(describe("single transfers at the peak", peak.tally, window));
  bench.setPeak(rate);
  if (!options.quick) await measurePayments(bench);
}

async function measurePayments(bench: Bench): Promise<void> {
  const { options, say, add, note } = bench;
  const { seconds } = options;
  const scene = await bench.scene();
  const load = {
    operations: PAYMENTS_PER_TRANSACTION,
    array: 2,
    outstandingMax: LARGE_OUTSTANDING,
  };
  say(`transactions of ${PAYMENTS_PER_TRANSACTION} payments, for ${seconds} s`);
  const probe = await scene.fleet.run({ ...load, count: 2_000, warmUpSeconds: 1, seconds: 4 });
  const seen = Math.max(40, ...probe.tally.perSecond);
  const { tally, window } = await scene.measure({
    ...{ ...load, warmUpSeconds: WARM_UP_SECONDS, seconds },
    count: Math.ceil(seen * RESERVE * (seconds + WARM_UP_SECONDS)),
  });
  add(
    { id: "payments", value: rateOf(tally, seconds) * PAYMENTS_PER_TRANSACTION },
    { id: "lag-payments", value: worstLag(window) },
  );
  note(describe(`transactions of ${PAYMENTS_PER_TRANSACTION} payments`, tally, window));
}

export function worstLag({ nodes }: Window): number {
  return Math.max(...nodes.map(({ lagP99Ms }) => lagP99Ms));
}

/** What the table leaves out: how even it was, and what each node had. */
export function describe(what: string, tally: TallyData, window: Window): string {
  const { perSecond, refused, failed, unfinished } = tally;
  const list = (read: (node: Window["nodes"][number]) => number): string =>
    window.nodes.map((node) => read(node).toFixed(0)).join(", ");
  const counts = Object.entries({ ...refused, ...failed }).map(([code, n]) => `${n} ${code}`);
  return [
    `${what}:`,
    `  committed a second from ${Math.min(...perSecond)} to ${Math.max(...perSecond)}; ${unfinished} not final at the end${counts.length === 0 ? "" : `; ${counts.join(", ")}`}`,
    `  node by node: CPU ${list(({ cpu, seconds }) => (100 * cpu.total) / seconds)}% of a core; memory ${list(({ residentMbMax }) => residentMbMax)} MB; event-loop delay p99 ${list(({ lagP99Ms }) => lagP99Ms)} ms, most ${list(({ lagMaxMs }) => lagMaxMs)} ms`,
  ].join("\n");
}

function cpuUsEach({ nodes }: Window): number[] {
  return nodes.map(({ cpu, transactions }) => (cpu.total * 1e6) / transactions);
}

function mainPart({ nodes }: Window): number {
  return mean(nodes.map(({ cpu }) => cpu.main / cpu.total));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
