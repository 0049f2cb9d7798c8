import { setTimeout as sleep } from "node:timers/promises";

import { RpcCallError } from "../../src/rpc/client.ts";
import type { Load } from "../bench/load.ts";

const TICK_MS = 100;

/**
 * Keeps signed transfers flowing to all nodes in turn, whichever of them are down at the moment.
 */
export class Flow {
  /**
   * Ids of all that was handed in, or should have been: a node that dies may take a transaction
   * with it.
   */
  readonly sent: string[] = [];
  readonly #load: Load;
  readonly #perTick: number;
  readonly #calls = new Set<Promise<void>>();
  #isOn = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(load: Load, perSecond: number) {
    this.#load = load;
    this.#perTick = Math.ceil((perSecond * TICK_MS) / 1_000);
  }

  start(): void {
    this.#isOn = true;
    this.#loop = this.#run();
  }

  /** Resolves when every call has its answer. */
  async stop(): Promise<void> {
    this.#isOn = false;
    await this.#loop;
    await Promise.all(this.#calls);
  }

  async #run(): Promise<void> {
    while (this.#isOn) {
      const call = this.#submit();
      this.#calls.add(call);
      void call.then(() => this.#calls.delete(call));
      await sleep(TICK_MS);
    }
  }

  async #submit(): Promise<void> {
    const batch = this.#load.sign(this.#perTick);
    this.sent.push(...batch.map(({ id }) => id));
    try {
      await this.#load.submit(batch);
    } catch (error) {
      if (!(error instanceof RpcCallError)) throw error; // else the node is down, as it should be
    }
  }
}
