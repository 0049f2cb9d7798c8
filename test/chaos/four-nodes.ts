import { rmSync, writeFileSync } from "node:fs";

import { genesis, type Genesis } from "../../src/chain/genesis.ts";
import type { Parameters } from "../../src/chain/parameters.ts";
import { castOf } from "../../src/cli/devnet/cast.ts";
import { createDevnet, writeConfigs } from "../../src/cli/devnet/create.ts";
import { Layout } from "../../src/cli/devnet/layout.ts";
import { issueMoney } from "../../src/cli/devnet/money.ts";
import { journalPath, writeFirstJournal } from "../../src/node/first-journal.ts";
import { Devnet } from "../e2e/devnet.ts";
import { NodeRun } from "./node-run.ts";

const NODES = [0, 1, 2, 3] as const;

/**
 * Four validators in a directory of their own, each a process that the test starts, ends and
 * damages by itself.
 */
export class FourNodes {
  /** Directory, ports, keys and calls; its launcher is never started. */
  readonly devnet: Devnet;
  readonly nodes: readonly NodeRun[];
  readonly #layout: Layout;

  private constructor(devnet: Devnet, entries: ReadonlyMap<number, string>) {
    this.devnet = devnet;
    this.#layout = new Layout(devnet.directory);
    this.nodes = NODES.map((i) => new NodeRun(this.#layout.node(i), entries.get(i)));
  }

  /** `entries`: which nodes run another build than this one. */
  static async create(
    changes: { parameters?: Partial<Parameters>; protocolVersion?: number } = {},
    entries: ReadonlyMap<number, string> = new Map(),
  ): Promise<FourNodes> {
    const four = new FourNodes(await Devnet.create(), entries);
    const made = await createDevnet(four.#layout, NODES.length);
    const parameters = { ...made.parameters, ...changes.parameters };
    const { protocolVersion = made.protocolVersion } = changes;
    await four.#configure({ ...made, parameters, protocolVersion });
    return four;
  }

  /**
   * Other parameters are another network, and nobody has voted yet: the journals may be made again.
   */
  async #configure(value: Genesis): Promise<void> {
    writeFileSync(this.#layout.genesis, JSON.stringify(genesis.toJson(value)));
    for (const i of NODES) {
      const { data } = this.#layout.node(i);
      rmSync(journalPath(data));
      await writeFirstJournal(data, value, value.validators[i]!.publicKey);
    }
    writeConfigs(this.#layout, value, this.devnet.basePort);
  }

  /** Starts all, each through the command that is given for it; resolves when the cast has its money. */
  async start(through: (node: number) => readonly string[] = () => []): Promise<void> {
    const outcomes = await Promise.all(this.nodes.map((node, i) => node.start(through(i))));
    for (const one of outcomes) if (!one.ready) throw new Error(`${one.code}: ${one.message}`);
    await issueMoney(this.#layout, this.devnet.rpc(), castOf(NODES.length), () => undefined);
  }

  /** A figure of a node's, as Prometheus reads it. */
  async metric(node: number, name: string): Promise<number> {
    const text = await (await fetch(`${this.devnet.rpc(node)}/metrics`)).text();
    const line = text.split("\n").find((one) => one.startsWith(`portolan_${name} `));
    return Number(line?.split(" ")[1] ?? NaN);
  }

  async remove(): Promise<void> {
    for (const node of this.nodes) node.signal("SIGCONT"); // one may be stopped still
    await Promise.all(this.nodes.map((node) => node.kill()));
    await this.devnet.remove();
  }
}
