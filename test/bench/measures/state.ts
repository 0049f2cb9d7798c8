import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { fromHex } from "../../../src/primitives/bytes.ts";
import { updateMap } from "../../../src/state/authenticated-map/update.ts";
import { openStore, type Store } from "../../../src/state/store.ts";
import { numbers } from "../network/accounts.ts";
import type { Plot } from "../plot/plot.ts";
import type { Bench } from "./context.ts";

const SIZES = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] as const;
const KEYS_PER_BLOCK = 1_000;
/** The first blocks fill caches as they would be filled in a running node. */
const BLOCKS = { warmUp: 20, measured: 100 } as const;
/** Keys are made in larger blocks than they are changed in: only the changes are measured. */
const MADE_PER_BLOCK = 20_000;
const SLEEPLESS_MS = 1_000;

/** Microseconds a key: reading its node's path, hashing up to the root, and its part of a synced commit. */
interface Cost {
  readonly keys: number;
  readonly updateUs: number;
  readonly commitUs: number;
  /** CPU of both, LevelDB's own threads included. */
  readonly cpuUs: number;
}

/** What changing a random existing key costs, in blocks of a thousand, in states that grow tenfold. */
export async function measureState({ options, say, add, note }: Bench): Promise<Plot> {
  const directory = mkdtempSync(join(tmpdir(), "portolan-bench-state-"));
  const store = await openStore(directory);
  const costs: Cost[] = [];
  try {
    let made = 0;
    for (const keys of SIZES.filter((size) => size <= Math.max(options.keys, SIZES[0]))) {
      const from = performance.now();
      made = await grow(store, made, keys, (done) => say.now(`${done} of ${keys} keys made`));
      const seconds = (performance.now() - from) / 1_000;
      say(`${keys.toLocaleString("en")} keys (made in ${seconds.toFixed(0)} s)`);
      costs.push(await change(store, keys));
    }
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
  const [first, last] = [costs[0]!, costs[costs.length - 1]!];
  const whole = ({ updateUs, commitUs }: Cost): number => updateUs + commitUs;
  add(
    { id: "state", value: whole(last), note: `${last.keys.toLocaleString("en")} keys` },
    { id: "state-cpu", value: last.cpuUs },
    { id: "state-growth", value: whole(last) / whole(first) },
  );
  const lines = costs.map(
    ({ keys, updateUs, commitUs, cpuUs }) =>
      `  ${keys.toLocaleString("en").padStart(11)} keys: ${updateUs.toFixed(1)} µs to the root, ${commitUs.toFixed(1)} µs of the synced commit; ${cpuUs.toFixed(1)} µs of CPU in all`,
  );
  note(["state update, a key in blocks of a thousand:", ...lines].join("\n"));
  return statePlot(costs);
}

function keyOf(number: number): string {
  return `balance/${number.toString(16).padStart(12, "0")}`;
}

async function grow(
  store: Store,
  made: number,
  wanted: number,
  onProgress: (done: number) => void,
): Promise<number> {
  let lastMs = 0;
  for (let at = made; at < wanted;) {
    const changes = new Map<string, Uint8Array>();
    while (changes.size < MADE_PER_BLOCK && at < wanted) changes.set(keyOf(at++), valueOf(0));
    const { nodes, tree } = updateMap(store.tree, changes);
    await store.commit({ state: changes, nodes, tree, index: [] });
    if (performance.now() - lastMs < SLEEPLESS_MS) continue;
    lastMs = performance.now();
    onProgress(at);
  }
  return wanted;
}

async function change(store: Store, keys: number): Promise<Cost> {
  const random = numbers(7);
  let [updateMs, commitMs] = [0, 0];
  let before = process.cpuUsage();
  for (let block = 0; block < BLOCKS.warmUp + BLOCKS.measured; block++) {
    const changes = new Map<string, Uint8Array>();
    while (changes.size < Math.min(KEYS_PER_BLOCK, keys)) {
      changes.set(keyOf(random() % keys), valueOf(block + 1));
    }
    const from = performance.now();
    const { nodes, tree } = updateMap(store.tree, changes);
    const updated = performance.now();
    await store.commit({ state: changes, nodes, tree, index: [] });
    if (block < BLOCKS.warmUp) {
      before = process.cpuUsage();
      continue;
    }
    updateMs += updated - from;
    commitMs += performance.now() - updated;
  }
  const { user, system } = process.cpuUsage(before);
  const changed = BLOCKS.measured * Math.min(KEYS_PER_BLOCK, keys);
  return {
    ...{ keys, cpuUs: (user + system) / changed },
    updateUs: (updateMs * 1_000) / changed,
    commitUs: (commitMs * 1_000) / changed,
  };
}

/** Of the size of a balance. */
function valueOf(version: number): Uint8Array {
  return fromHex(version.toString(16).padStart(32, "0"))!;
}

function statePlot(costs: readonly Cost[]): Plot {
  return {
    name: "state-cost",
    title: "Cost of changing a key, in blocks of a thousand",
    x: { label: "keys in the state", scale: "log" },
    y: { label: "microseconds a key", scale: "linear" },
    series: [
      {
        name: "with commit",
        points: costs.map(({ keys, updateUs, commitUs }) => [keys, updateUs + commitUs] as const),
      },
      { name: "to the root", points: costs.map(({ keys, updateUs }) => [keys, updateUs] as const) },
    ],
  };
}
