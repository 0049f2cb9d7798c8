import { rmSync } from "node:fs";

import { Layout } from "../../../src/cli/devnet/layout.ts";
import { databasePath } from "../../../src/node/first-journal.ts";
import { NodeRun } from "../../chaos/node-run.ts";
import { Devnet } from "../../e2e/devnet.ts";
import { createWithGenesis } from "../../e2e/own-genesis.ts";
import { bytesIn } from "../machine/bytes-in.ts";
import { residentMb } from "../machine/process-usage.ts";
import { anHourAgo, startNode } from "./bench-network.ts";
import { type PortCast, portCast } from "./customs-port.ts";
import { OfflineChain } from "./offline-chain.ts";
import { payerOfFile } from "./payer-of-file.ts";

/** Puts on a chain what is to be asked for. */
export type Grow = (chain: OfflineChain, cast: PortCast) => Promise<void>;

/** One node, a network of its own, whose chain was made offline. */
export class CustomsNode {
  readonly rpc: string;
  readonly startMs: number;
  readonly #devnet: Devnet;
  readonly #node: NodeRun;

  private constructor(devnet: Devnet, node: NodeRun, startMs: number) {
    [this.#devnet, this.#node, this.startMs] = [devnet, node, startMs];
    this.rpc = devnet.rpc();
  }

  /** Makes keys, genesis and chain, with every signature that it has to have, and starts the node on it. */
  static async create(grow: Grow): Promise<CustomsNode> {
    const devnet = await Devnet.create();
    try {
      const layout = new Layout(devnet.directory);
      const options = { nodes: 1, basePort: devnet.basePort };
      const genesis = await createWithGenesis(layout, options, anHourAgo);
      const voter = await payerOfFile(layout.node(0).validatorKey);
      const chain = await OfflineChain.open(layout.node(0).data, genesis, [voter]);
      try {
        const cast = await portCast((name) => payerOfFile(layout.key(name)));
        await grow(chain, cast);
      } finally {
        await chain.close();
      }
      const node = new NodeRun(layout.node(0));
      return new CustomsNode(devnet, node, await startNode(node));
    } catch (error) {
      rmSync(devnet.directory, { recursive: true, force: true });
      throw error;
    }
  }

  get residentMb(): number {
    return residentMb(this.#node.pid);
  }

  get databaseMb(): number {
    return bytesIn(databasePath(this.#node.layout.data)) / 1e6;
  }

  async remove(): Promise<void> {
    await this.#node.kill();
    await this.#devnet.remove();
  }
}
