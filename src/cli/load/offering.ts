import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import type { Client } from "../../rpc/client.ts";
import { RpcCallError } from "../../rpc/client.ts";
import { Schedule } from "./schedule.ts";
import type { Ready, Stock } from "./stock.ts";
import { Tally, type TallyData } from "./tally.ts";

/** How a load is offered. Durations of one process; several processes may run beside each other. */
export interface OfferingOptions {
  /** Nodes that arrays are handed to, in turn. The first one tells what is final. */
  readonly nodes: readonly [Client, ...Client[]];
  readonly stock: Stock;
  /** Transactions in one call. */
  readonly array: number;
  /** Transactions a second, whatever comes back; absent: as many as are taken. */
  readonly perSecond?: number;
  /** Without a rate, the most that are handed in and not final. */
  readonly outstandingMax: number;
  readonly warmUpMs: number;
  readonly durationMs: number;
  /** Waits as long as a busy node asks for. A measurement of overload does not. */
  readonly backsOff: boolean;
  readonly onProgress?: (now: { committed: number; refused: number; seconds: number }) => void;
}

/** What a client of a busy node is told; handed in again a moment later it may be taken. */
const BUSY = new Set([
  ...["POOL_FULL", "MEMBER_QUOTA", "ACCOUNT_QUOTA", "TOO_MANY_REQUESTS", "TOO_MANY_WAITING"],
  ...["NODE_UNREACHABLE", "NODE_BUSY", "BUSY"],
]);
/** Calls that wait for their answer: sockets and memory are bounded when a node does not answer. */
const CALLS_MAX = 64;
/** If a busy node does not say how long to wait; doubled while it stays busy. */
const BACK_OFF_MS = { first: 100, max: 2_000 } as const;
/** For what is in flight when the offering ends. */
const DRAIN_MS = 15_000;
const PROGRESS_MS = 1_000;

interface Waiting extends Ready {
  readonly dueMs: number;
}

/** An item of tx_submit's answer. */
interface Answer {
  readonly status: string;
  readonly code?: string;
  readonly retryAfterMs?: number;
}

interface BlockNote {
  readonly block: {
    readonly transactions: readonly { readonly id: string; readonly code: string }[];
  };
}

/** Hands in a stock of signed transactions and watches them become final. Throws if the node refuses the subscription. */
export async function offer(options: OfferingOptions): Promise<TallyData> {
  const offering = new Offering(options);
  return offering.run();
}

class Offering {
  readonly #options: OfferingOptions;
  readonly #tally: Tally;
  readonly #startMs: number;
  readonly #endMs: number;
  /** Handed in and not final yet, by id: when each was due. */
  readonly #open = new Map<string, number>();
  /** Refused by a busy node: handed in again before anything new. */
  readonly #again: Waiting[] = [];
  readonly #calls = new Set<Promise<void>>();
  #next = 0;
  #resumeMs = 0;
  #backOffMs: number = BACK_OFF_MS.first;
  #failure: Error | undefined;

  constructor(options: OfferingOptions) {
    this.#options = options;
    this.#startMs = performance.now();
    const measuredMs = this.#startMs + options.warmUpMs;
    this.#endMs = measuredMs + options.durationMs;
    this.#tally = new Tally(measuredMs, this.#endMs);
  }

  async run(): Promise<TallyData> {
    const subscription = await this.#options.nodes[0].subscribe(
      { topic: "blocks" },
      { onNotification: (note) => this.#onBlock(note as unknown as BlockNote) },
    );
    const timer = setInterval(() => this.#report(), PROGRESS_MS);
    try {
      await this.#offerAll();
      const endedMs = performance.now();
      await this.#drain();
      return this.#tally.toData(endedMs, this.#open.size);
    } finally {
      clearInterval(timer);
      subscription.close();
    }
  }

  /** Until the time is over or nothing is left to be handed in. */
  async #offerAll(): Promise<void> {
    const { perSecond, array } = this.#options;
    const schedule = perSecond === undefined ? undefined : new Schedule(perSecond, array);
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      const now = performance.now();
      const { stock } = this.#options;
      if (
        now >= this.#endMs ||
        (stock.left === 0 && this.#again.length === 0 && this.#calls.size === 0)
      )
        return;
      if (schedule === undefined) this.#sendWhileRoom(now);
      else this.#sendDue(schedule, now);
      // A millisecond is the shortest that a timer knows; what is due meanwhile goes together.
      await sleep(Math.max(1, Math.min(this.#resumeMs - performance.now(), 20)));
    }
  }

  #sendWhileRoom(now: number): void {
    const { outstandingMax } = this.#options;
    while (this.#mayCall(now) && this.#open.size < outstandingMax) {
      if (!this.#send(this.#take(now))) return;
    }
  }

  #sendDue(schedule: Schedule, now: number): void {
    while (this.#mayCall(now)) {
      const dueMs = schedule.take(now - this.#startMs);
      if (dueMs === undefined || !this.#send(this.#take(this.#startMs + dueMs))) return;
    }
  }

  #mayCall(now: number): boolean {
    return now >= this.#resumeMs && this.#calls.size < CALLS_MAX;
  }

  #take(dueMs: number): Waiting[] {
    const { array, stock } = this.#options;
    const again = this.#again.splice(0, array);
    const fresh = stock.take(array - again.length).map((one) => ({ ...one, dueMs }));
    return [...again, ...fresh];
  }

  /** False if there was nothing to send. */
  #send(batch: readonly Waiting[]): boolean {
    if (batch.length === 0) return false;
    const { nodes } = this.#options;
    const node = nodes[this.#next++ % nodes.length]!;
    for (const { id, dueMs } of batch) this.#open.set(id, dueMs); // the block may be heard of before the answer
    this.#tally.offered(batch.length, performance.now());
    const call = this.#submit(node, batch).catch((error: unknown) => {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
    });
    this.#calls.add(call);
    void call.then(() => this.#calls.delete(call));
    return true;
  }

  async #submit(node: Client, batch: readonly Waiting[]): Promise<void> {
    try {
      const transaction = batch.map(({ hex }) => hex);
      const answers = await node.call<Answer[]>("tx_submit", { transaction });
      const now = performance.now();
      let retryMs: number | undefined;
      for (const [i, { status, code = "REFUSED", retryAfterMs }] of answers.entries()) {
        if (status !== "rejected") this.#tally.taken(now);
        else if (this.#onRefused(batch[i]!, code, now))
          retryMs = Math.max(retryMs ?? 0, retryAfterMs ?? 0);
      }
      this.#pace(retryMs, now);
    } catch (error) {
      if (!(error instanceof RpcCallError) || !BUSY.has(error.code)) throw error;
      const now = performance.now();
      for (const one of batch) this.#onRefused(one, error.code, now);
      this.#pace(Number(error.data["retryAfterMs"] ?? 0), now);
    }
  }

  /** True if it is kept to be handed in again. */
  #onRefused(one: Waiting, code: string, now: number): boolean {
    this.#tally.refused(code, now);
    if (!this.#open.delete(one.id)) return false; // final already: an answer that was lost
    if (BUSY.has(code)) this.#again.push(one);
    return BUSY.has(code);
  }

  /** `retryMs`: how long the node wants to be left alone; undefined if it took everything, 0 if it did not say. */
  #pace(retryMs: number | undefined, now: number): void {
    if (!this.#options.backsOff) return;
    if (retryMs === undefined) {
      this.#backOffMs = BACK_OFF_MS.first;
      return;
    }
    if (now < this.#resumeMs) return; // several calls were under way when it became busy: one wait for all
    this.#resumeMs = now + Math.max(retryMs, this.#backOffMs);
    this.#backOffMs = Math.min(BACK_OFF_MS.max, 2 * this.#backOffMs);
  }

  #onBlock({ block }: BlockNote): void {
    const now = performance.now();
    for (const { id, code } of block.transactions) {
      const dueMs = this.#open.get(id);
      if (dueMs === undefined) continue; // another client's
      this.#open.delete(id);
      this.#tally.final(code, dueMs, now);
    }
  }

  async #drain(): Promise<void> {
    await Promise.all(this.#calls);
    if (this.#failure !== undefined) throw this.#failure;
    const deadlineMs = performance.now() + DRAIN_MS;
    while (this.#open.size > 0 && performance.now() < deadlineMs) await sleep(20);
  }

  #report(): void {
    const { committed, refusals } = this.#tally;
    const seconds = (performance.now() - this.#startMs - this.#options.warmUpMs) / 1_000;
    this.#options.onProgress?.({ committed, refused: refusals, seconds });
  }
}
