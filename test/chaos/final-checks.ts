import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Load } from "../bench/load.ts";
import { type Devnet, eventually } from "../e2e/devnet.ts";
import { Broken, type Witness } from "./witness.ts";

/**
 * The launcher may wait 30 s before it starts a node again, and views time out after 16 s at most.
 */
const PROGRESS_MS = 60_000;
const READS_AT_ONCE = 16;
const NODES = [0, 1, 2, 3] as const;

/** The chain goes on: a transaction sent now is committed on every node, at one height. */
export async function checkProgress(load: Load, witness: Witness): Promise<void> {
  const [fresh] = load.sign(1) as [{ id: string; hex: string }];
  const heights = await Promise.all(
    NODES.map((node) =>
      eventually(
        `a fresh transaction on node-${node}`,
        async () => {
          const client = witness.client(node);
          await client.call("tx_submit", { transaction: fresh.hex }); // again and again is safe
          const found = await client.call<{ height?: number }>("tx_get", { id: fresh.id });
          return found.height;
        },
        PROGRESS_MS,
      ),
    ),
  );
  if (new Set(heights).size > 1) throw new Broken(`one transaction at heights ${heights.join()}`);
}

/**
 * All that any node ever reported is on every node now, at the same height, and nobody contradicted
 * themselves.
 */
export async function checkAll(load: Load, witness: Witness, sent: readonly string[]) {
  const top = witness.topHeight;
  for (const node of NODES) {
    const client = witness.client(node);
    await eventually(
      `node-${node} at height ${top}`,
      async () => (await client.call<{ height: number }>("chain_head")).height >= top || undefined,
      PROGRESS_MS,
    );
    for (let from = 1; from <= top; from += READS_AT_ONCE) {
      const heights = Array.from({ length: READS_AT_ONCE }, (_, i) => from + i);
      const wanted = heights.filter((height) => height <= top);
      const found = await Promise.all(wanted.map((height) => witness.read(node, height)));
      for (const block of found) witness.compare(node, block);
    }
    await witness.checkEvidence(node);
    const { consensus } = await client.call<{ consensus: { role: string } }>("node_info");
    if (consensus.role !== "validator") throw new Broken(`node-${node} does not vote any more`);
  }
  return checkTransactions(load, witness, sent);
}

/**
 * No transaction twice; none that a subscriber was told of is missing. Returns how many were
 * committed.
 */
function checkTransactions(load: Load, witness: Witness, sent: readonly string[]): number {
  const places = new Map<string, number>();
  for (const { height, ids } of witness.blocks) {
    for (const id of ids) {
      const other = places.get(id);
      if (other !== undefined) throw new Broken(`${id} is in blocks ${other} and ${height}`);
      places.set(id, height);
    }
  }
  const lost = sent.filter((id) => load.finalAt(id) !== undefined && !places.has(id));
  if (lost.length > 0) throw new Broken(`${lost.length} were told to be final and are in no block`);
  return places.size;
}

/**
 * Ctrl-C, then the proof of every database; and no node may have ended by itself or found a fault.
 */
export async function checkStopped(devnet: Devnet): Promise<void> {
  const status = await devnet.stop();
  if (status !== 0) throw new Broken(`the launcher ended with ${status}`);
  for (const node of NODES) {
    const config = join(devnet.directory, `node-${node}`, "config.toml");
    const { stdout, stderr } = devnet.portolan(["check", "--config", config, "--json"]);
    const isSound = stdout !== "" && (JSON.parse(stdout) as { sound?: boolean }).sound === true;
    if (!isSound) throw new Broken(`node-${node} is not sound: ${stderr}`);
    const words = read(devnet, node, "stderr.log");
    if (words !== "") throw new Broken(`node-${node} had last words: ${words.trim()}`);
    checkLog(node, read(devnet, node, "node.log"));
  }
}

/**
 * What a node says of itself: no fault, and no height committed twice, as after a restart from less
 * than it had on disk. Lines may be lost in a kill; those that are there were true.
 */
function checkLog(node: number, log: string): void {
  let last = 0;
  for (const line of log.split("\n")) {
    const { level, msg, height = 0 } = parseLine(line);
    if (level >= 50) throw new Broken(`node-${node} logged ${line}`);
    if (msg !== "committed") continue;
    if (height <= last) throw new Broken(`node-${node} committed height ${height} after ${last}`);
    last = height;
  }
}

/** A line that a kill tore, and the one written behind it, say nothing. */
function parseLine(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return { level: 0, msg: "" };
  }
}

interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly height?: number;
}

function read({ directory }: Devnet, node: number, file: string): string {
  return readFileSync(join(directory, `node-${node}`, "log", file), "utf8");
}
