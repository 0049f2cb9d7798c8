import { rmSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import Table from "cli-table3";

import { FourNodes } from "../../chaos/four-nodes.ts";
import { cpuSeconds } from "../cpu-seconds.ts";
import { Load } from "../load.ts";

/**
 * How fast a validator that has nothing fetches, checks and executes the chain of the others (C9), beside the speed at
 * which the four made it.
 */

const OUTSTANDING = 2_000;
const REPEATS = 3;
const JOINER = 3;
/** Each answer costs the joiner about a block, so it is not asked more often. */
const POLL_MS = 100;

interface Setting {
  readonly name: string;
  /** Transactions a second; as many as they take if absent. */
  readonly perSecond?: number;
}

const SETTINGS: readonly Setting[] = [
  { name: "as fast as it takes" },
  { name: "120 a second", perSecond: 120 },
];

interface TimedSetting extends Setting {
  readonly seconds: number;
}

/** A stretch of chain, and what it took: to make it, or to catch up with it. */
interface Stretch {
  readonly blocks: number;
  readonly seconds: number;
  /** Of the fourth validator. */
  readonly cpuSeconds: number;
}

/** The four, the load on the first three, and the chain as the first of them has it. */
interface Scene {
  readonly four: FourNodes;
  readonly load: Load;
  readonly say: (text: string) => void;
}

/** `seconds`: how long the four make a chain. */
export async function measureCatchUp(seconds: number, say: (text: string) => void): Promise<void> {
  const table = new Table({
    head: ["load", "chain", "blocks", "blocks/s", "tx/s", "× own speed", "CPU s of the fourth"],
    style: { head: [] },
  });
  for (const setting of SETTINGS) {
    for (const row of await measureSetting({ ...setting, seconds }, say)) table.push(row);
  }
  process.stdout.write(`${table.toString()}\n`);
}

async function measureSetting(setting: TimedSetting, say: Scene["say"]): Promise<string[][]> {
  const four = await FourNodes.create();
  const load = new Load(four.devnet, [0, 1, 2]);
  const scene = { four, load, say };
  try {
    say(`starting four validators; load: ${setting.name}, for ${setting.seconds} s`);
    await four.start();
    await load.open();
    const own = await measureOwn(scene, setting);
    const perBlock = load.finalCount / (await heightOf(scene, 0));
    const row = (chain: string, { blocks, seconds, cpuSeconds: cpu }: Stretch): string[] => {
      const speed = blocks / seconds;
      const ratio = speed / (own.blocks / own.seconds);
      const figures = [speed, speed * perBlock].map((value) => value.toFixed(0));
      return [setting.name, chain, `${blocks}`, ...figures, ratio.toFixed(1), cpu.toFixed(1)];
    };
    const rows = [row("being made by the four", own)];
    const rested: Stretch[] = [];
    while (rested.length < REPEATS) {
      say(`the fourth joins with nothing, ${rested.length + 1} of ${REPEATS}; no load`);
      rested.push(await measureJoining(scene));
    }
    rested.sort((a, b) => a.blocks / a.seconds - b.blocks / b.seconds);
    const median = rested[Math.floor(REPEATS / 2)]!;
    rows.push(row("caught up with, no load", median));
    say(`catch-up blocks a second: ${(median.blocks / median.seconds).toFixed(0)}`);
    say("the fourth joins with nothing; the load goes on");
    let isOffering = true;
    const offered = offer(load, setting).finally(() => (isOffering = false));
    const joined = await measureJoining(scene);
    const when = isOffering ? "load goes on" : "once the load had ended";
    rows.push(row(`caught up with, ${when}`, joined));
    await offered;
    return rows;
  } finally {
    load.close();
    await four.remove();
  }
}

/** The chain's own speed under this load, while all four vote. */
async function measureOwn(scene: Scene, setting: TimedSetting): Promise<Stretch> {
  const { four, load } = scene;
  const { pid } = four.nodes[JOINER]!;
  const [fromHeight, from, cpu] = [await heightOf(scene, 0), performance.now(), cpuSeconds(pid)];
  await offer(load, setting);
  const blocks = (await heightOf(scene, 0)) - fromHeight;
  const seconds = (performance.now() - from) / 1_000;
  await sleep(4_000); // what is in flight ends first
  return { blocks, seconds, cpuSeconds: cpuSeconds(pid) - cpu };
}

async function offer(load: Load, { perSecond, seconds }: TimedSetting): Promise<void> {
  if (perSecond === undefined) await load.saturate(seconds, OUTSTANDING);
  else await load.latencies(perSecond, seconds);
}

/**
 * The fourth begins with its keys only: with its journal it would have many blocks from there. Measured from where it serves
 * clients, connecting to the others included, until it has the height that they have then.
 */
async function measureJoining(scene: Scene): Promise<Stretch> {
  const joiner = scene.four.nodes[JOINER]!;
  await joiner.stop();
  rmSync(joiner.layout.data, { recursive: true });
  const outcome = await joiner.start();
  if (!outcome.ready) throw new Error(`${outcome.code}: ${outcome.message}`);
  const [from, cpu] = [performance.now(), cpuSeconds(joiner.pid)];
  let height = 0;
  while (height < (await heightOf(scene, 0))) {
    await sleep(POLL_MS);
    height = await heightOf(scene, JOINER);
  }
  const seconds = (performance.now() - from) / 1_000;
  return { blocks: height, seconds, cpuSeconds: cpuSeconds(joiner.pid) - cpu };
}

async function heightOf({ four }: Scene, node: number): Promise<number> {
  const { height } = await four.devnet.call<{ height: number }>("node_info", {}, node);
  return height;
}
