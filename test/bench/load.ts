import { performance } from "node:perf_hooks";

import { type Payer, payerOf } from "../../src/cli/load/payer.ts";
import { signPayment } from "../../src/cli/load/payments.ts";
import { parseAsset } from "../../src/primitives/asset-id.ts";
import { fromHex, toHex } from "../../src/primitives/bytes.ts";
import { loadKey } from "../../src/node/keys/key-store.ts";
import { type Client, createClient } from "../../src/rpc/client.ts";
import type { Devnet } from "../e2e/devnet.ts";

export interface Signed {
  readonly id: string;
  readonly hex: string;
}

interface Info {
  readonly chainId: string;
  readonly parameters: { readonly lifetimeMs: number };
}

/** What a subscriber to blocks gets. */
interface BlockNote {
  readonly block: { readonly transactions: readonly { readonly id: string }[] };
}

const SENDERS = [
  "alice",
  "bob",
  "wallet-hk",
  "wallet-ph",
  "bank-sc",
  "bank-cn",
  "maker-1",
  "maker-2",
];
const ARRAY = 50;
/** The most that one tx_submit takes. */
const ARRAY_MAX = 100;
const TICK_MS = 10;

/**
 * Single transfers among the cast, signed as they are wanted: a load for tests of nodes that come and go. What is measured is
 * signed ahead and handed in by processes of its own (clients/).
 */
export class Load {
  readonly #devnet: Devnet;
  readonly #clients: Client[];
  readonly #finalAt = new Map<string, number>();
  #payers: Payer[] = [];
  #chainId = new Uint8Array();
  #validMs = 0;
  #asset = new Uint8Array();
  #next = 0;
  #close: () => void = () => {};

  /** `nodes`: those that transactions are handed to, in turn; the first one tells what is final. */
  constructor(devnet: Devnet, nodes: readonly number[] = [0, 1, 2, 3]) {
    this.#devnet = devnet;
    this.#clients = nodes.map((node) => createClient(devnet.rpc(node)));
  }

  async open(): Promise<void> {
    const [client] = this.#clients as [Client];
    this.#payers = await Promise.all(
      SENDERS.map(async (name) => payerOf([(await loadKey(this.#devnet.key(name), "")).seed])),
    );
    const { chainId, parameters } = await client.call<Info>("node_info");
    this.#chainId = new Uint8Array(fromHex(chainId)!);
    this.#validMs = Math.min(120_000, 0.8 * parameters.lifetimeMs);
    const assets = await client.call<{ assets: { asset: string; code: string }[] }>("asset_list");
    const hkd = assets.assets.find(({ code }) => code === "HKD")!;
    this.#asset = new Uint8Array(parseAsset(hkd.asset)!);
    const subscription = await client.subscribe(
      { topic: "blocks" },
      {
        onNotification: (block) => {
          const now = performance.now();
          for (const { id } of (block as unknown as BlockNote).block.transactions) {
            this.#finalAt.set(id, now);
          }
        },
      },
    );
    this.#close = () => subscription.close();
  }

  close(): void {
    this.#close();
  }

  get finalCount(): number {
    return this.#finalAt.size;
  }

  finalAt(id: string): number | undefined {
    return this.#finalAt.get(id);
  }

  sign(count: number): Signed[] {
    return Array.from({ length: count }, () => this.#signOne());
  }

  /** Submits an array to the next node in turn; the count that was refused because the node is busy. */
  async submit(batch: readonly Signed[]): Promise<number> {
    const client = this.#clients[this.#next++ % this.#clients.length]!;
    const transaction = batch.map(({ hex }) => hex);
    const results = await client.call<{ status: string }[]>("tx_submit", { transaction });
    return results.filter(({ status }) => status === "rejected").length;
  }

  /** Keeps `outstandingMax` transactions in flight for a while; committed a second once it has warmed up. */
  async saturate(seconds: number, outstandingMax: number): Promise<number> {
    const warmUntil = performance.now() + 3_000;
    const until = warmUntil + seconds * 1_000;
    let submitted = this.finalCount;
    let countAtWarm: number | undefined;
    while (performance.now() < until) {
      if (performance.now() > warmUntil) countAtWarm ??= this.finalCount;
      if (submitted - this.finalCount > outstandingMax) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        continue;
      }
      const batches = [0, 1, 2, 3].map(() => this.sign(ARRAY));
      const refused = await Promise.all(batches.map((batch) => this.submit(batch)));
      submitted += 4 * ARRAY - refused.reduce((sum, one) => sum + one, 0);
    }
    return (this.finalCount - countAtWarm!) / seconds;
  }

  /**
   * Submits at a fixed rate, whatever comes back: every TICK_MS what is due by then, as one array. Milliseconds from
   * submission to notification, sorted.
   */
  async latencies(perSecond: number, seconds: number): Promise<number[]> {
    const waiting = this.sign(Math.round(perSecond * seconds));
    const sent: { id: string; at: number }[] = [];
    const calls: Promise<unknown>[] = [];
    const from = performance.now();
    while (waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
      const at = performance.now();
      const dueCount = Math.floor(((at - from) * perSecond) / 1_000) - sent.length;
      if (dueCount < 1) continue;
      const batch = waiting.splice(0, Math.min(dueCount, ARRAY_MAX));
      sent.push(...batch.map(({ id }) => ({ id, at })));
      calls.push(this.submit(batch));
    }
    await Promise.all(calls);
    const deadline = performance.now() + 15_000;
    while (performance.now() < deadline && sent.some(({ id }) => !this.#finalAt.has(id))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const found = sent.flatMap(({ id, at }) => {
      const final = this.#finalAt.get(id);
      return final === undefined ? [] : [final - at];
    });
    if (found.length < sent.length)
      throw new Error(`${sent.length - found.length} were never final`);
    return found.sort((a, b) => a - b);
  }

  #signOne(): Signed {
    const payer = this.#payers[this.#next++ % this.#payers.length]!;
    const { account } = this.#payers[(this.#next + 3) % this.#payers.length]!;
    const terms = { chainId: this.#chainId, asset: this.#asset, minor: 1n };
    const validUntil = Date.now() + this.#validMs;
    const { id, bytes } = signPayment({ payer, to: [account] }, { ...terms, validUntil });
    return { id: toHex(id), hex: toHex(bytes) };
  }
}
