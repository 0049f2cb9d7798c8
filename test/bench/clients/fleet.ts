import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

import { type TallyData, together } from "../../../src/cli/load/tally.ts";
import { toHex } from "../../../src/primitives/bytes.ts";
import type { BenchNetwork } from "../network/bench-network.ts";
import type { Say } from "../progress.ts";
import type { LoadKind, Order, Report } from "./messages.ts";

const ENTRY = join(import.meta.dirname, "client-process.js");
/** A share of the lifetime is left for clocks that differ. */
const LIFETIME_SHARE = 0.9;

export interface Offer {
  /** Transactions that are signed beforehand, of all clients together. */
  readonly count: number;
  /** Transfers if absent. */
  readonly load?: LoadKind;
  readonly operations?: number;
  readonly array: number;
  /** Of all clients together; absent: as many as are taken. */
  readonly perSecond?: number;
  readonly outstandingMax?: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly backsOff?: boolean;
  /** Nodes that it is handed to; all of them if absent. */
  readonly nodes?: readonly number[];
  /** Called when everything is signed, and the result's time when the offering begins. */
  readonly onOffering?: () => void;
}

export interface Offered {
  readonly tally: TallyData;
  /** Of the clients while they offered, the end of it included. */
  readonly clientCpuSeconds: number;
}

/** Client processes that sign and hand in a load together. */
export class Fleet {
  readonly #network: BenchNetwork;
  readonly #say: Say;
  readonly #children: readonly ChildProcess[];
  #chain: { readonly chainId: string; readonly lifetimeMs: number } | undefined;

  constructor(network: BenchNetwork, clients: number, say: Say) {
    this.#network = network;
    this.#say = say;
    this.#children = Array.from({ length: clients }, () => fork(ENTRY));
  }

  async run(offer: Offer): Promise<Offered> {
    const left = await this.#network.untilIdle();
    if (left > 0) this.#say(`  ${left} transactions stay in a pool and are not committed`);
    await this.#sign(offer);
    offer.onOffering?.();
    return this.#offer(offer);
  }

  close(): void {
    for (const child of this.#children) child.disconnect();
  }

  async #sign({ count, load = "transfers", operations = 1 }: Offer): Promise<void> {
    const { accounts, asset, quote } = this.#network;
    const { chainId, lifetimeMs } = await this.#chainOf();
    const clients = this.#children.length;
    const done = new Array<number>(clients).fill(0);
    const reports = await this.#each<"signed">("signed", (client) => ({
      order: {
        ...{ kind: "sign", load, operations, accounts, clients, client, chainId },
        count: Math.ceil(count / clients),
        asset: toHex(asset),
        quote: toHex(quote),
        validUntil: Date.now() + Math.floor(LIFETIME_SHARE * lifetimeMs),
      },
      onReport: (report) => {
        if (report.kind !== "signing") return;
        done[client] = report.done;
        this.#say.now(`signing ahead: ${sum(done)} of ${count}`);
      },
    }));
    const seconds = Math.max(...reports.map((report) => report.seconds));
    this.#say(`  ${count} transactions signed in ${seconds.toFixed(1)} s`);
  }

  async #offer(offer: Offer): Promise<Offered> {
    const clients = this.#children.length;
    const { array, perSecond, outstandingMax = 2_000, nodes = [0, 1, 2, 3] } = offer;
    const committed = new Array<number>(clients).fill(0);
    const refused = new Array<number>(clients).fill(0);
    const reports = await this.#each<"offered">("offered", (client) => {
      const own = nodes.filter((_, i) => i % clients === client % nodes.length);
      const mine = own.length === 0 ? nodes : own;
      const order: Order = {
        kind: "offer",
        urls: mine.map((node) => this.#network.rpc(node)) as [string, ...string[]],
        array,
        ...(perSecond === undefined ? {} : { perSecond: perSecond / clients }),
        outstandingMax: Math.ceil(outstandingMax / clients),
        warmUpMs: offer.warmUpSeconds * 1_000,
        durationMs: offer.seconds * 1_000,
        backsOff: offer.backsOff ?? true,
      };
      return {
        order,
        onReport: (report) => {
          if (report.kind !== "offering") return;
          committed[client] = report.committed;
          refused[client] = report.refused;
          const busy = sum(refused) === 0 ? "" : `, ${sum(refused)} refused`;
          this.#say.now(`committed: ${sum(committed)}${busy}`);
        },
      };
    });
    return {
      tally: together(reports.map(({ tally }) => tally)),
      clientCpuSeconds: sum(reports.map(({ cpuSeconds }) => cpuSeconds)),
    };
  }

  /** Gives each client its order and waits until all have done it. */
  #each<K extends Report["kind"]>(
    until: K,
    orderOf: (client: number) => { order: Order; onReport: (report: Report) => void },
  ): Promise<(Report & { kind: K })[]> {
    return Promise.all(
      this.#children.map((child, client) => {
        const { order, onReport } = orderOf(client);
        return new Promise<Report & { kind: K }>((resolve, reject) => {
          const onExit = (code: number | null): void =>
            end(() => reject(new Error(`a client process ended with ${code}`)));
          const onMessage = (report: Report): void => {
            onReport(report);
            if (report.kind === "failed") end(() => reject(new Error(report.message)));
            if (report.kind === until) end(() => resolve(report as Report & { kind: K }));
          };
          const end = (settle: () => void): void => {
            child.off("exit", onExit);
            child.off("message", onMessage);
            settle();
          };
          child.on("exit", onExit);
          child.on("message", onMessage);
          child.send(order);
        });
      }),
    );
  }

  async #chainOf(): Promise<{ readonly chainId: string; readonly lifetimeMs: number }> {
    if (this.#chain !== undefined) return this.#chain;
    const { chainId, parameters } = await this.#network.devnet.call<{
      chainId: string;
      parameters: { lifetimeMs: number };
    }>("node_info");
    return (this.#chain = { chainId, lifetimeMs: parameters.lifetimeMs });
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
