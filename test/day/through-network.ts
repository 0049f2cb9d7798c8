import { setTimeout as sleep } from "node:timers/promises";

import { createClock } from "../../src/node/alarm.ts";
import { Layout } from "../../src/cli/devnet/layout.ts";
import { openLedger } from "../../src/node/ledger-parts.ts";
import { chainIdOf, type Genesis } from "../../src/chain/genesis.ts";
import { fromHex, toHex } from "../../src/primitives/bytes.ts";
import { encode } from "../../src/primitives/fields/codec.ts";
import { operationTypeByName } from "../../src/transactions/table.ts";
import { NodeRun } from "../chaos/node-run.ts";
import { Devnet, eventually } from "../e2e/devnet.ts";
import { createWithGenesis } from "../e2e/own-genesis.ts";
import { signBody, testKey } from "../keys.ts";
import { compare } from "./compare.ts";
import type { Day, Event } from "./events.ts";
import { Model } from "./model/model.ts";
import { admissionsOf, Orders } from "./orders.ts";
import { Report } from "./report.ts";

const NODES = [0, 1, 2, 3] as const;
/** Real time for a minute of the day: what is to expire does, while the rest goes on. */
const MINUTE_MS = 100;
const LIST_MAX = 100;
const VALID_MS = 60_000;

interface CommittedBlock {
  readonly height: number;
  readonly header: { readonly timeMs: number };
  readonly transactions: readonly {
    readonly id: string;
    readonly receipt: {
      readonly code: string;
      readonly results: readonly { readonly result?: { readonly redemption?: string } }[];
    };
  }[];
}

interface Answer {
  readonly status: string;
  readonly code?: string;
}

/**
 * A day through four validators, each a process: signed orders handed in at the node of whoever gives them, minute by minute,
 * and through the model in the order of the blocks. At the end the four databases are read, each against the model.
 */
export async function runThroughNetwork(day: Day): Promise<Report> {
  const devnet = await Devnet.create();
  const layout = new Layout(devnet.directory);
  const nodes = NODES.map((i) => new NodeRun(layout.node(i)));
  try {
    const participants = admissionsOf(day.world, testKey);
    const options = { nodes: NODES.length, basePort: devnet.basePort };
    const genesis = await createWithGenesis(layout, options, (made) => ({ ...made, participants }));
    for (const outcome of await Promise.all(nodes.map((node) => node.start()))) {
      if (!outcome.ready) throw new Error(`${outcome.code}: ${outcome.message}`);
    }
    const run = new NetworkRun(day, devnet, genesis);
    await run.minutes();
    await run.untilAllAreAt(run.height);
    await Promise.all(nodes.map((node) => node.stop()));
    for (const i of NODES) await run.compareDisk(layout.node(i).data);
    return run.report;
  } finally {
    await Promise.all(nodes.map((node) => node.kill()));
    await devnet.remove();
  }
}

class NetworkRun {
  readonly report = new Report();
  /** Up to where the model has been told. */
  height = 0;
  readonly #day: Day;
  readonly #devnet: Devnet;
  readonly #genesis: Genesis;
  readonly #chainId: Uint8Array;
  readonly #orders: Orders;
  readonly #model: Model;
  readonly #waiting = new Map<string, Event>();
  #timeMs = 0;
  #nonce = 0;

  constructor(day: Day, devnet: Devnet, genesis: Genesis) {
    const opensMs = Date.now();
    const timeOf = (minute: number) => opensMs + (minute + 1) * MINUTE_MS;
    this.#day = day;
    this.#devnet = devnet;
    this.#genesis = genesis;
    this.#chainId = chainIdOf(genesis);
    this.#orders = new Orders(day.world, testKey, timeOf);
    this.#model = new Model(day.world, timeOf);
  }

  /** What is done in a minute is committed everywhere before the next begins. */
  async minutes(): Promise<void> {
    for (let minute = 0; minute < this.#day.minutes; minute++) {
      const events = this.#day.events.filter((event) => event.minute === minute);
      if (events.length === 0) continue;
      for (const node of NODES) {
        const here = events.filter(
          ({ by }) => Number(by.split("-").at(-1)) % NODES.length === node,
        );
        await this.#submit(here, node);
      }
      while (this.#waiting.size > 0) await this.#follow();
      await this.untilAllAreAt(this.height);
    }
  }

  untilAllAreAt(height: number): Promise<unknown> {
    return Promise.all(
      NODES.map((node) =>
        eventually(`node ${node} at height ${height}`, async () => {
          const head = await this.#devnet.call<{ height: number }>("chain_head", {}, node);
          return head.height >= height ? head : undefined;
        }),
      ),
    );
  }

  /** The node that had the directory open has ended. */
  async compareDisk(data: string): Promise<void> {
    const { chain } = await openLedger(data, this.#genesis, createClock());
    try {
      if (chain.head().height < this.height) throw new Error(`${data} ends too early`);
      const [state, orders] = [chain.store, this.#orders];
      compare({ state, orders, model: this.#model, report: this.report }, this.#day);
    } finally {
      await chain.store.close();
    }
  }

  async #submit(events: readonly Event[], node: number): Promise<void> {
    for (let from = 0; from < events.length; from += LIST_MAX) {
      const list = events.slice(from, from + LIST_MAX).map((event) => ({
        event,
        ...this.#sign(event),
      }));
      const transaction = list.map(({ bytes }) => bytes);
      const answers = await this.#devnet.call<Answer[]>("tx_submit", { transaction }, node);
      for (const [i, { id, event }] of list.entries()) {
        const { status, code } = answers[i]!;
        if (status !== "rejected") this.#waiting.set(id, event);
        // At the door, by what is committed: the model knows no more yet either.
        else this.report.outcome(event, code!, this.#model.apply(event, this.#timeMs));
      }
    }
  }

  #sign({ by, action }: Event): { id: string; bytes: string } {
    const nonce = new Uint8Array(16);
    new DataView(nonce.buffer).setUint32(0, ++this.#nonce);
    const operations = this.#orders.of(action).map(({ type, body }) => {
      const { tag, body: fields } = operationTypeByName(type)!;
      return { tag, source: undefined, body: encode(fields, body) };
    });
    const account = this.#orders.accountOf(by);
    const validUntil = Date.now() + VALID_MS;
    const body = { chainId: this.#chainId, account, nonce, validUntil, operations };
    const signed = signBody(body, this.#orders.keyOf(by));
    return { id: toHex(signed.id), bytes: toHex(signed.bytes) };
  }

  /** The next block, if there is one; a little patience if not. */
  async #follow(): Promise<void> {
    const height = this.height + 1;
    const block = await this.#devnet.call<CommittedBlock | null>("chain_getBlock", { height });
    if (block === null) return void (await sleep(10));
    const { timeMs } = block.header;
    this.#timeMs = timeMs;
    this.#model.begin(timeMs);
    for (const { id, receipt } of block.transactions) {
      const event = this.#waiting.get(id)!;
      this.#waiting.delete(id);
      this.report.outcome(event, receipt.code, this.#model.apply(event, timeMs));
      const redemption = receipt.results[0]?.result?.redemption;
      if (event.action.kind !== "redeem" || redemption === undefined) continue;
      this.#orders.redeemed(event.action.redemption, fromHex(redemption)!);
    }
    this.height = height;
  }
}
