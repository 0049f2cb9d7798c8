import { cpSync, rmSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import type { Genesis } from "../../../src/chain/genesis.ts";
import { Layout } from "../../../src/cli/devnet/layout.ts";
import { databasePath } from "../../../src/node/first-journal.ts";
import { type AssetId, assetId } from "../../../src/primitives/asset-id.ts";
import { NodeRun } from "../../chaos/node-run.ts";
import { Devnet, eventually } from "../../e2e/devnet.ts";
import { createWithGenesis } from "../../e2e/own-genesis.ts";
import { residentMb } from "../machine/process-usage.ts";
import type { Say } from "../progress.ts";
import { fill } from "./fill.ts";
import { fillMarket } from "./fill-market.ts";
import { OfflineChain } from "./offline-chain.ts";
import { payerOfFile } from "./payer-of-file.ts";

export const NODES = [0, 1, 2, 3] as const;
/** The chain that is made offline lies in the past, so that the nodes' own blocks come after it. */
const AGE_MS = 3_600_000;

const LOOK_MS = 200;
/** Twice the time after which a resting chain makes a block all the same. */
const STUCK_MS = 10_000;

interface NodeInfo {
  readonly height: number;
  readonly consensus: { readonly role: string };
  readonly pool: { readonly transactions: number };
}

interface BenchAssets {
  readonly asset: AssetId;
  readonly quote: AssetId;
}

/** Four validators, each a process, on a chain that has so many accounts with money already. */
export class BenchNetwork {
  readonly accounts: number;
  readonly asset: Uint8Array;
  /** What `asset` is exchanged for in a book. */
  readonly quote: Uint8Array;
  readonly nodes: readonly NodeRun[];
  /** Directory, ports and calls; its launcher is never started. */
  readonly devnet: Devnet;

  private constructor(devnet: Devnet, layout: Layout, accounts: number, assets: BenchAssets) {
    this.devnet = devnet;
    this.accounts = accounts;
    this.asset = assets.asset;
    this.quote = assets.quote;
    this.nodes = NODES.map((i) => new NodeRun(layout.node(i)));
  }

  /** Makes keys, genesis and chain; `start` starts the nodes on it. */
  static async create(accounts: number, say: Say): Promise<BenchNetwork> {
    const devnet = await Devnet.create();
    const layout = new Layout(devnet.directory);
    try {
      const options = { nodes: NODES.length, basePort: devnet.basePort };
      const genesis = await createWithGenesis(layout, options, anHourAgo);
      const gateway = await payerOfFile(layout.key("gateway-hk"));
      const [asset, quote] = [assetId("HKD", gateway.account), assetId("USD", gateway.account)];
      const maker = await payerOfFile(layout.key("maker-1"));
      const voters = await Promise.all(NODES.map((i) => payerOfFile(layout.node(i).validatorKey)));
      const chain = await OfflineChain.open(layout.node(0).data, genesis, voters);
      try {
        const council = await Promise.all(
          [0, 1, 2].map((i) => payerOfFile(layout.key(`council-${i}`))),
        );
        const onProgress = (done: number): void =>
          say.now(`registering and funding accounts: ${done} of ${accounts}`);
        await fill(chain, { accounts, asset, council, gateway, onProgress });
        await fillMarket(chain, { base: asset, quote, gateway, maker });
      } finally {
        await chain.close();
      }
      say(`${accounts} accounts registered and funded`);
      for (const i of NODES.slice(1)) {
        const [from, to] = [layout.node(0).data, layout.node(i).data].map(databasePath);
        cpSync(from!, to!, { recursive: true });
      }
      return new BenchNetwork(devnet, layout, accounts, { asset, quote });
    } catch (error) {
      rmSync(devnet.directory, { recursive: true, force: true });
      throw error;
    }
  }

  /** Resolves when all vote and blocks are made; milliseconds until each node served. */
  async start(): Promise<number[]> {
    const times = await Promise.all(this.nodes.map((node) => startNode(node)));
    const { height } = await this.#info(0);
    for (const node of NODES) {
      await eventually(`node ${node} to vote on new blocks`, async () => {
        const now = await this.#info(node);
        return now.consensus.role === "validator" && now.height > height + 1 ? now : undefined;
      });
    }
    return times;
  }

  /**
   * What one measurement left in the pools would be committed in the time of the next. Resolves when they are empty, or stay as
   * they are: the count that stayed.
   */
  async untilIdle(): Promise<number> {
    let [last, sameSinceMs] = [-1, performance.now()];
    for (;;) {
      const infos = await Promise.all(NODES.map((node) => this.#info(node)));
      const waiting = Math.max(...infos.map(({ pool }) => pool.transactions));
      const now = performance.now();
      if (waiting !== last) [last, sameSinceMs] = [waiting, now];
      if (waiting === 0 || now - sameSinceMs > STUCK_MS) return waiting;
      await sleep(LOOK_MS);
    }
  }

  #info(node: number): Promise<NodeInfo> {
    return this.devnet.call("node_info", {}, node);
  }

  rpc(node: number): string {
    return this.devnet.rpc(node);
  }

  get pids(): number[] {
    return this.nodes.map(({ pid }) => pid);
  }

  /** Megabytes of memory that each node has in use. */
  residentMb(): number[] {
    return this.pids.map(residentMb);
  }

  async remove(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    await this.devnet.remove();
  }
}

/** Milliseconds from the start of the process until the node serves. */
export async function startNode(node: NodeRun): Promise<number> {
  const from = performance.now();
  const outcome = await node.start();
  if (!outcome.ready) throw new Error(`${outcome.code}: ${outcome.message}`);
  return performance.now() - from;
}

/** The same, begun so long ago that blocks made offline are older than any that a node will make. */
export function anHourAgo(made: Genesis): Genesis {
  return { ...made, timeMs: made.timeMs - AGE_MS };
}
