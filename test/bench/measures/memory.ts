import { setTimeout as sleep } from "node:timers/promises";

import { Scene } from "../network/scene.ts";
import { startNode } from "../network/bench-network.ts";
import type { Bench } from "./context.ts";

/** Collections of garbage after the start are over by then. */
const REST_MS = 10_000;
const LOAD_PER_SECOND = 200;
const RESTARTS = 3;

/** Memory of nodes whose ledger has a million accounts, at rest and under a moderate load, and how long a restart takes. */
export async function measureMemory({ options, say, add, note }: Bench): Promise<void> {
  const accounts = options.databaseAccounts;
  const scene = await Scene.create(accounts, 1, say);
  try {
    const { network } = scene;
    await sleep(Math.min(REST_MS, options.seconds * 1_000));
    const rested = network.residentMb();
    const seconds = Math.min(30, options.seconds);
    say(`${LOAD_PER_SECOND} transfers a second for ${seconds} s`);
    const { window } = await scene.measure({
      ...{ array: 5, perSecond: LOAD_PER_SECOND, warmUpSeconds: 2, seconds },
      count: LOAD_PER_SECOND * (seconds + 3),
    });
    const loaded = window.nodes.map(({ residentMbMax }) => residentMbMax);
    const times: number[] = [];
    for (let n = 0; n < RESTARTS; n++) {
      say(`node 3 is killed and started again, ${n + 1} of ${RESTARTS}`);
      await network.nodes[3]!.kill();
      times.push((await startNode(network.nodes[3]!)) / 1_000);
    }
    const of = `${accounts.toLocaleString("en")} accounts`;
    add(
      { id: "memory", value: Math.max(...rested), note: of },
      { id: "memory-load", value: Math.max(...loaded), note: of },
      { id: "restart", value: times.sort((a, b) => a - b)[1]!, note: of },
    );
    const list = (values: readonly number[], digits: number): string =>
      values.map((one) => one.toFixed(digits)).join(", ");
    note(`memory with ${of}, node by node: at rest ${list(rested, 0)} MB; at most under ${LOAD_PER_SECOND} transfers a second ${list(loaded, 0)} MB
  restarts after SIGKILL until it serves: ${list(times, 1)} s`);
  } finally {
    await scene.remove();
  }
}
