import { fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Histogram } from "../../../src/cli/load/histogram.ts";
import { formatAccount } from "../../../src/primitives/account-id.ts";
import type { ReaderOrder, ReaderReport } from "../clients/reader-process.ts";
import { benchPayer } from "../network/accounts.ts";
import type { Bench } from "./context.ts";
import { describe, worstLag } from "./throughput.ts";

const READER = join(import.meta.dirname, "../clients/reader-process.js");
const READERS = 2;
const CONNECTIONS = 16;
const ACCOUNTS_READ = 1_000;
const WARM_UP_SECONDS = 3;

/** Reads from one node as fast as it answers, while transfers at half the peak go to the others. */
export async function measureRpc({ options, say, add, note, ...bench }: Bench): Promise<void> {
  const scene = await bench.scene();
  const peak = await bench.peak();
  const { seconds } = options;
  const perSecond = peak / 2;
  say(`reads from node 0 for ${seconds} s, while ${perSecond.toFixed(0)} transfers a second go on`);
  let reading: Promise<ReaderReport[]> | undefined;
  const read = async (): Promise<ReaderReport[]> => {
    await sleep(WARM_UP_SECONDS * 1_000);
    return Promise.all(
      Array.from({ length: READERS }, (_, i) => startReader(scene.network.rpc(0), i, options)),
    );
  };
  const { tally, window } = await scene.measure({
    ...{ array: 10, perSecond, seconds, warmUpSeconds: WARM_UP_SECONDS, nodes: [1, 2, 3] },
    count: Math.ceil(perSecond * (seconds + WARM_UP_SECONDS)) + 500,
    onOffering: () => {
      reading = read();
    },
  });
  const reports = await reading!;
  const sum = (value: (one: ReaderReport) => number): number =>
    reports.reduce((total, one) => total + value(one), 0);
  const latency = Histogram.from(...reports.map((one) => one.latency));
  add(
    { id: "reads", value: sum(({ answered }) => answered) / seconds },
    { id: "reads-p99", value: latency.quantileMs(0.99) },
    { id: "lag-rpc", value: worstLag(window) },
  );
  const cpuUs = (sum(({ cpuSeconds }) => cpuSeconds) * 1e6) / Math.max(1, latency.count);
  note(`${describe("reads at half the peak", tally, window)}
  transfers committed meanwhile: ${(tally.committed / tally.seconds).toFixed(0)} a second
  reads: p50 ${latency.quantileMs(0.5).toFixed(1)} ms, ${sum(({ refused }) => refused)} refused; ${cpuUs.toFixed(0)} µs of the reading clients' CPU each`);
}

function startReader(url: string, place: number, { accounts, seconds }: Bench["options"]) {
  const order: ReaderOrder = {
    ...{ url, seconds, connections: CONNECTIONS, localAddress: `127.0.0.${place + 2}` },
    accounts: Array.from({ length: Math.min(accounts, ACCOUNTS_READ) }, (_, i) =>
      formatAccount(benchPayer(i).account),
    ),
  };
  const child = fork(READER);
  child.send(order);
  return new Promise<ReaderReport>((resolve, reject) => {
    child.once("message", (report) => resolve(report as ReaderReport));
    child.once("exit", (code) => reject(new Error(`a reading client ended with ${code}`)));
  });
}
