import { setTimeout as sleep } from "node:timers/promises";

import { Fleet, type Offer, type Offered } from "../clients/fleet.ts";
import type { Say } from "../progress.ts";
import { BenchNetwork } from "./bench-network.ts";
import { watch, type Window } from "./window.ts";

/** Four running validators and the clients that load them. */
export class Scene {
  readonly network: BenchNetwork;
  readonly fleet: Fleet;

  private constructor(network: BenchNetwork, fleet: Fleet) {
    this.network = network;
    this.fleet = fleet;
  }

  static async create(accounts: number, clients: number, say: Say): Promise<Scene> {
    const network = await BenchNetwork.create(accounts, say);
    try {
      await network.start();
      say("four validators serve");
      return new Scene(network, new Fleet(network, clients, say));
    } catch (error) {
      await network.remove();
      throw error;
    }
  }

  /** Signs, offers, and watches the nodes from the end of the warm-up until the end of the offering. */
  async measure(offer: Offer): Promise<Offered & { readonly window: Window }> {
    let begun: Promise<Window> | undefined;
    const watched = async (): Promise<Window> => {
      await sleep(offer.warmUpSeconds * 1_000);
      const stop = await watch(this.network);
      await sleep(offer.seconds * 1_000);
      return stop();
    };
    const onOffering = (): void => {
      begun = watched();
      offer.onOffering?.();
    };
    const offered = await this.fleet.run({ ...offer, onOffering });
    return { ...offered, window: await begun! };
  }

  async remove(): Promise<void> {
    this.fleet.close();
    await this.network.remove();
  }
}
