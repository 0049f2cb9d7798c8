import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import { type Client, createClient, RpcCallError } from "../../src/rpc/client.ts";
import type { Devnet } from "../e2e/devnet.ts";

/** A promise of the ledger that was seen broken. */
export class Broken extends Error {}

export interface SeenBlock {
  readonly height: number;
  readonly digest: string;
  readonly ids: readonly string[];
}

/** A node reported a height that it had not reported before. */
export type OnCommitted = (node: number, height: number, atMs: number) => void;

const LOOK_MS = 25;
const EVIDENCE_MS = 500;
/** A node that takes longer to answer is looked at again later. */
const CALL_MS = 5_000;
/**
 * Views time out after 16 s at most and the launcher waits up to 30 s: a chain that stands longer
 * stands for good.
 */
const STANDSTILL_MS = 90_000;
const NODES = [0, 1, 2, 3] as const;

/**
 * Asks every node again and again what it holds committed, and remembers all of it: what a node has
 * told a client once must stay true, on that node after any crash and on the others for ever.
 */
export class Witness {
  readonly #clients: readonly Client[];
  readonly #blocks = new Map<number, SeenBlock>();
  /** The highest height that each node reported with its block. */
  readonly #reported = NODES.map(() => 0);
  readonly #evidenceAtMs = NODES.map(() => 0);
  readonly #onCommitted: OnCommitted;
  #newestAtMs = performance.now();
  #isOn = true;
  #fail: (error: Error) => void = () => undefined;
  /** Rejects when a promise is broken, and never resolves. */
  readonly failed = new Promise<never>((_, reject) => (this.#fail = reject));

  constructor(devnet: Devnet, onCommitted: OnCommitted) {
    this.#clients = NODES.map((node) => createClient(devnet.rpc(node), { timeoutMs: CALL_MS }));
    this.#onCommitted = onCommitted;
    this.failed.catch(() => undefined); // whoever awaits it hears of it
  }

  start(): void {
    for (const node of NODES) this.#watch(node).catch((error: Error) => this.#fail(error));
  }

  stop(): void {
    this.#isOn = false;
  }

  /** Every block that any node reported, in order of height. */
  get blocks(): readonly SeenBlock[] {
    return [...this.#blocks.values()].sort((a, b) => a.height - b.height);
  }

  get heights(): readonly number[] {
    return this.#reported;
  }

  get topHeight(): number {
    return Math.max(...this.#reported);
  }

  client(node: number): Client {
    return this.#clients[node]!;
  }

  /** A block of a node as it is now; throws Broken if the node lacks it. */
  async read(node: number, height: number): Promise<SeenBlock> {
    const block = await this.client(node).call<{
      digest: string;
      transactions: readonly { id: string }[];
    } | null>("chain_getBlock", { height });
    if (block === null) throw new Broken(`node-${node} lacks block ${height} below its head`);
    return { height, digest: block.digest, ids: block.transactions.map(({ id }) => id) };
  }

  /** Compares a block with what was reported of its height, by any node at any time. */
  compare(node: number, block: SeenBlock): void {
    const { height, digest, ids } = block;
    const known = this.#blocks.get(height);
    if (known === undefined) this.#blocks.set(height, block);
    else if (known.digest !== digest) {
      throw new Broken(`node-${node} has ${digest} at height ${height}, not ${known.digest}`);
    } else if (known.ids.join() !== ids.join()) {
      throw new Broken(`node-${node} lists other transactions in block ${height}`);
    }
  }

  async checkEvidence(node: number): Promise<void> {
    const evidence = await this.client(node).call<object[]>("chain_evidence");
    if (evidence.length === 0) return;
    throw new Broken(`C7: node-${node} saw contradicting votes: ${JSON.stringify(evidence)}`);
  }

  async #watch(node: number): Promise<void> {
    while (this.#isOn) {
      try {
        await this.#look(node);
      } catch (error) {
        if (!(error instanceof RpcCallError)) throw error; // else the node is down
      }
      const stillMs = performance.now() - this.#newestAtMs;
      if (stillMs > STANDSTILL_MS) {
        throw new Broken(`no node committed anything for ${Math.round(stillMs)} ms`);
      }
      await sleep(LOOK_MS);
    }
  }

  async #look(node: number): Promise<void> {
    const head = await this.client(node).call<{ height: number }>("chain_head");
    const reported = this.#reported[node]!;
    if (head.height < reported) {
      throw new Broken(`node-${node} is at ${head.height} and had reported ${reported}`);
    }
    for (let height = reported + 1; height <= head.height && this.#isOn; height++) {
      this.compare(node, await this.read(node, height));
      const now = performance.now();
      if (height > this.topHeight) this.#newestAtMs = now;
      this.#reported[node] = height;
      this.#onCommitted(node, height, now);
    }
    const now = performance.now();
    if (now < this.#evidenceAtMs[node]! + EVIDENCE_MS) return;
    this.#evidenceAtMs[node] = now;
    await this.checkEvidence(node);
  }
}
