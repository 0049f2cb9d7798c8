import "../../src/primitives/polyfill.ts";

import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import Table from "cli-table3";

import { installNative } from "../../src/node/native.ts";
import { Load } from "../bench/load.ts";
import { Devnet } from "../e2e/devnet.ts";
import { createRandom } from "../state/random.ts";
import { checkAll, checkProgress, checkStopped } from "./final-checks.ts";
import { Flow } from "./flow.ts";
import { Stops } from "./stops.ts";
import { type Strike, strikes } from "./strikes.ts";
import { Witness } from "./witness.ts";

/**
 * `npm run chaos -- [--kills N] [--seed S]`: SIGKILL again and again, and nothing that was reported
 * may be lost.
 */

const PER_SECOND = 50;
/** Blocks with transactions before the first kill. */
const BLOCKS_BEFORE = 10;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function readOptions(): { kills: number; seed: number } {
  const options = { kills: { type: "string" }, seed: { type: "string" } } as const;
  const { values } = parseArgs({ options });
  const kills = Number(values.kills ?? 200);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (Number.isSafeInteger(kills) && kills > 0 && Number.isSafeInteger(seed))
    return { kills, seed };
  throw new Error("--kills and --seed take whole numbers");
}

/** Kills as many nodes as the strike says, of those that are up; returns them. */
async function strike(devnet: Devnet, { order, kills, apartMs }: Strike): Promise<number[]> {
  const killed: number[] = [];
  while (killed.length === 0) {
    for (const node of order) {
      if (killed.length === kills || !tryKill(devnet, node)) continue;
      killed.push(node);
      if (killed.length < kills) await sleep(apartMs);
    }
    if (killed.length === 0) await sleep(50); // all are down: the launcher has them up in a second
  }
  return killed;
}

/** False if the node's process is gone already. */
function tryKill(devnet: Devnet, node: number): boolean {
  try {
    devnet.kill(node);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

async function killAll(
  devnet: Devnet,
  witness: Witness,
  stops: Stops,
  options: Options,
): Promise<number> {
  while (witness.topHeight < BLOCKS_BEFORE) await sleep(100);
  let count = 0;
  for (const one of strikes(createRandom(options.seed))) {
    const wanted = witness.topHeight + 1;
    while (one.isCalm && Math.min(...witness.heights) < wanted) await sleep(50);
    await sleep(one.waitMs);
    const kills = Math.min(one.kills, options.kills - count);
    const killed = await strike(devnet, { ...one, kills });
    stops.killed(killed, performance.now());
    count += killed.length;
    const names = killed.map((node) => `node-${node}`).join(", ");
    say(`${count}/${options.kills}: ${names}; heights ${witness.heights.join(" ")}`);
    if (count >= options.kills) break;
  }
  return count;
}

type Options = ReturnType<typeof readOptions>;

async function run(devnet: Devnet, options: Options): Promise<void> {
  const load = new Load(devnet);
  const flow = new Flow(load, PER_SECOND);
  const stops = new Stops();
  const witness = new Witness(devnet, (node, height, atMs) => {
    stops.committed(node, height, atMs);
  });
  try {
    say("starting four validators");
    await devnet.start();
    await load.open();
    witness.start();
    flow.start();
    const checked = async (): Promise<number[]> => {
      const kills = await killAll(devnet, witness, stops, options);
      await checkProgress(load, witness);
      await flow.stop();
      say("every block of every node, once more");
      return [kills, await checkAll(load, witness, flow.sent)];
    };
    const [kills, transactions] = await Promise.race([checked(), witness.failed]);
    witness.stop();
    say("Ctrl-C, and the proof of four databases");
    await checkStopped(devnet);
    report([
      ["kills", kills!],
      ["blocks", witness.topHeight],
      ["transactions committed", transactions!],
      ["transactions handed in", flow.sent.length],
      ["ms from a kill to the next commit, p50", stops.quantile(0.5)],
      ["ms from a kill to the next commit, p99", stops.quantile(0.99)],
      ["ms without a commit, longest", stops.longestMs],
    ]);
  } finally {
    witness.stop();
    await flow.stop();
    load.close();
  }
}

function report(rows: readonly (readonly [string, number])[]): void {
  const table = new Table({ style: { head: [], border: [] } });
  for (const [name, value] of rows) table.push([name, value.toFixed(0)]);
  table.push(["result", "nothing lost, nothing contradicted, four sound databases"]);
  process.stdout.write(`${table.toString()}\n`);
}

installNative();
const options = readOptions();
say(`seed ${options.seed}`);
const devnet = await Devnet.create();
try {
  await run(devnet, options);
  await devnet.remove();
} catch (error) {
  await devnet.stop();
  const { message, cause } = error as Error;
  const why = cause instanceof Error ? ` (${cause.message})` : "";
  say(`FAILED with seed ${options.seed}: ${message}${why}`);
  say(`What the nodes hold and said is kept in ${devnet.directory}`);
  process.exitCode = 1;
}
