import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import type { Client, ClientSubscription, Notification } from "../../../src/rpc/client.ts";
import type { Signed } from "./signing.ts";

/** The most that one tx_submit takes. */
const ARRAY_MAX = 100;
/** Of all nodes together: a pool holds 5,000 of one account, and a fair has few accounts. */
export const OUTSTANDING_MAX = 4_000;
const LOOK_MS = 5;
const STUCK_MS = 60_000;
/** Refusals for want of room; what is refused so is handed in again. */
const ROOM = ["POOL_FULL", "MEMBER_QUOTA", "ACCOUNT_QUOTA"];

/** A block with something of ours: when it was made, and the codes of ours by id, in the order of execution. */
export interface NotedBlock {
  readonly height: number;
  readonly timeMs: number;
  readonly codes: readonly (readonly [id: string, code: string])[];
}

export interface BurstOutcome {
  readonly blocks: readonly NotedBlock[];
  /** From the first submission to the notice of the last commit. */
  readonly ms: number;
  readonly finalityMs: readonly number[];
}

interface BlockNote {
  readonly header: { readonly timeMs: number };
  readonly transactions: readonly { readonly id: string; readonly code: string }[];
}

/** Hands in transactions at several nodes at once; the first node's subscription says what became of them. */
export class Burst {
  readonly #clients: readonly Client[];
  readonly #say: (text: string) => void;
  readonly #waiting = new Set<string>();
  readonly #sentAt = new Map<string, number>();
  #blocks: NotedBlock[] = [];
  #finalityMs: number[] = [];
  #subscription: ClientSubscription | undefined;
  #outstanding = 0;
  #lastNoteAt = 0;

  constructor(clients: readonly Client[], say: (text: string) => void) {
    this.#clients = clients;
    this.#say = say;
  }

  async open(): Promise<void> {
    const onNotification = (note: Notification): void => this.#note(note);
    this.#subscription = await this.#clients[0]!.subscribe({ topic: "blocks" }, { onNotification });
  }

  close(): void {
    this.#subscription?.close();
  }

  /** Resolves when all of them are final. */
  async send(all: readonly Signed[]): Promise<BurstOutcome> {
    [this.#blocks, this.#finalityMs] = [[], []];
    this.#sentAt.clear();
    for (const { id } of all) this.#waiting.add(id);
    const queue = [...all];
    const begun = (this.#lastNoteAt = performance.now());
    await Promise.all(this.#clients.map((client) => this.#feed(client, queue)));
    while (this.#waiting.size > 0) await this.#pause();
    const ms = this.#lastNoteAt - begun;
    return { blocks: this.#blocks, ms, finalityMs: this.#finalityMs };
  }

  async #feed(client: Client, queue: Signed[]): Promise<void> {
    for (;;) {
      if (queue.length === 0) return;
      if (this.#outstanding > OUTSTANDING_MAX - ARRAY_MAX) {
        await this.#pause();
        continue;
      }
      const some = queue.splice(0, ARRAY_MAX);
      this.#outstanding += some.length;
      const at = performance.now();
      for (const { id } of some) this.#sentAt.set(id, at);
      const transaction = some.map(({ hex }) => hex);
      const answers = await client.call<{ status: string; code?: string; message?: string }[]>(
        "tx_submit",
        { transaction },
      );
      const refused = answers.flatMap((answer, place) => {
        if (answer.status !== "rejected") return [];
        if (!ROOM.includes(answer.code ?? "")) throw new Error(`${answer.code}: ${answer.message}`);
        return [some[place]!];
      });
      this.#outstanding -= refused.length;
      queue.push(...refused);
      if (refused.length > 0) await this.#pause();
    }
  }

  #note({ height, block }: Notification): void {
    const { header, transactions } = block as unknown as BlockNote;
    const now = performance.now();
    const codes = transactions.flatMap(({ id, code }) =>
      this.#waiting.delete(id) ? [[id, code] as const] : [],
    );
    if (codes.length === 0) return;
    for (const [id] of codes) this.#finalityMs.push(now - this.#sentAt.get(id)!);
    this.#outstanding -= codes.length;
    this.#lastNoteAt = now;
    this.#blocks.push({ height, timeMs: header.timeMs, codes });
    this.#say(`  ${this.#waiting.size} to come, block ${height}`);
  }

  async #pause(): Promise<void> {
    if (performance.now() - this.#lastNoteAt > STUCK_MS) {
      throw new Error(`${this.#waiting.size} transactions were not final for ${STUCK_MS} ms`);
    }
    await sleep(LOOK_MS);
  }
}
