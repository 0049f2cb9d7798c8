import { chainIdOf } from "../../../src/chain/genesis.ts";
import { type Client, createClient } from "../../../src/rpc/client.ts";
import { eventually } from "../../e2e/devnet.ts";
import { Burst } from "./burst.ts";
import type { Deed, FairGround, Found, Outcome } from "./deed.ts";
import { type FourNodes, startFourNodes } from "./network-start.ts";
import { readNode } from "./network-reads.ts";
import { type Act, onOffer, portOpening, warehouseAbroad } from "./opening.ts";
import { Signing } from "./signing.ts";

/** A transaction holds a hundred operations, of which an article takes four. */
const ARTICLES_AT_ONCE = 25;

/** Four real nodes: operations are handed in at all of them, and each is asked what is left. */
export class NetworkGround implements FairGround {
  readonly #nodes: FourNodes;
  readonly #clients: readonly Client[];
  readonly #signing: Signing;
  readonly #burst: Burst;
  #height = 0;

  private constructor(nodes: FourNodes, say: (text: string) => void) {
    this.#nodes = nodes;
    this.#clients = nodes.rpc.map((url) => createClient(url));
    this.#signing = new Signing(chainIdOf(nodes.genesis));
    this.#burst = new Burst(this.#clients, say);
  }

  static async open(
    counts: readonly bigint[],
    say: (text: string) => void,
  ): Promise<NetworkGround> {
    const nodes = await startFourNodes();
    const ground = new NetworkGround(nodes, say);
    try {
      await ground.#burst.open();
      await ground.#act([[...portOpening(), ...warehouseAbroad()]]);
      const acts = counts.flatMap((count, at) => onOffer(at, count));
      await ground.#act(sliced(acts, 4 * ARTICLES_AT_ONCE));
      return ground;
    } catch (error) {
      await ground.close();
      throw error;
    }
  }

  async carryOut(deeds: readonly Deed[]): Promise<Outcome> {
    const signed = deeds.map(({ by, order }) => this.#signing.sign([{ by, ...order }]));
    const byId = new Map(signed.map(({ id }, at) => [id, deeds[at]!]));
    const { blocks, ms, finalityMs } = await this.#burst.send(signed);
    this.#height = blocks.at(-1)?.height ?? this.#height;
    const taken = blocks.map(({ timeMs, codes }) => ({
      timeMs,
      answers: codes.map(([id, code]) => [byId.get(id)!, code] as const),
    }));
    return { blocks: taken, ms, finalityMs };
  }

  async read(): Promise<readonly Found[]> {
    const all: Found[] = [];
    for (const [node, client] of this.#clients.entries()) {
      await eventually(`node ${node} to have block ${this.#height}`, async () => {
        const { height } = await client.call<{ height: number }>("chain_head");
        return height >= this.#height ? height : undefined;
      });
      all.push(await readNode(client, `node ${node}`));
    }
    return all;
  }

  async close(): Promise<void> {
    this.#burst.close();
    await this.#nodes.stop();
  }

  /** Everything must succeed, each list in a transaction of its own. */
  async #act(lists: readonly (readonly Act[])[]): Promise<void> {
    const { blocks } = await this.#burst.send(lists.map((acts) => this.#signing.sign(acts)));
    for (const [, code] of blocks.flatMap(({ codes }) => codes)) {
      if (code !== "OK") throw new Error(`the fair was not opened: ${code}`);
    }
    this.#height = blocks.at(-1)!.height;
  }
}

function sliced<T>(all: readonly T[], size: number): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, at) => all.slice(at * size, (at + 1) * size));
}
