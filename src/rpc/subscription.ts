import { setImmediate as nextTurn } from "node:timers/promises";

import { formatAccount } from "../primitives/account-id.ts";
import { formatAsset } from "../primitives/asset-id.ts";
import { toHex } from "../primitives/bytes.ts";
import type { Json } from "../primitives/fields/field.ts";
import { bestOf } from "./book-json.ts";
import { blockSummary, transactionEntry } from "./block-json.ts";
import type { CommitFeed } from "./commit-feed.ts";
import type { RpcContext } from "./context.ts";

export type Topic =
  | { readonly name: "blocks" }
  | { readonly name: "account"; readonly account: Uint8Array }
  | { readonly name: "book"; readonly base: Uint8Array; readonly quote: Uint8Array };

/** From the block at `height` on; with `afterIndex`, without the notifications of that block up to this one. */
export interface SubscriptionStart {
  readonly height: number;
  readonly afterIndex: number | undefined;
}

/** Where notifications go. */
export interface Outlet {
  /** Resolves when there is room; false if there will be none any more. */
  ready(): Promise<boolean>;
  send(notification: Json): void;
}

interface Place {
  readonly height: number;
  readonly index: number;
}

/** Heights that one look into an account's index covers: more where it finds little, fewer where it finds much. */
const WINDOW = { first: 64, max: 4_096, few: 100, many: 1_000 } as const;
const HISTORY_PAGE = 500;

/**
 * One subscription: a cursor that walks along the chain.
 *
 * It reads committed blocks up to the head, then waits for the next commit, and goes on in the same way. Replay and live
 * delivery are one loop, so there is no seam at which a notification could be lost or come twice; and what a slow reader
 * has not taken lies on disk, not in memory.
 */
export class Subscription {
  readonly #node: RpcContext;
  readonly #commits: CommitFeed;
  readonly #id: string;
  readonly #topic: Topic;
  readonly #outlet: Outlet;
  readonly #stopped = new AbortController();
  #height: number;
  #afterIndex: number;
  /** Of the topic book: what was sent last. */
  #best: string | undefined;
  #window: number = WINDOW.first;

  constructor(
    node: RpcContext,
    commits: CommitFeed,
    id: string,
    topic: Topic,
    start: SubscriptionStart,
    outlet: Outlet,
  ) {
    this.#node = node;
    this.#commits = commits;
    this.#id = id;
    this.#topic = topic;
    this.#outlet = outlet;
    this.#height = start.height;
    this.#afterIndex = start.afterIndex ?? -1;
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** Delivers until stopped, until the outlet ends or the server closes. */
  async run(): Promise<void> {
    const { signal } = this.#stopped;
    const atHead = () => {
      const head = this.#node.chain.head().height;
      return head >= this.#height ? head : undefined;
    };
    for (;;) {
      await nextTurn(); // the answer to subscribe leaves first, and a long replay leaves turns to others
      const head = await this.#commits.until(atHead, Infinity, signal);
      if (head === undefined || signal.aborted) return;
      const delivered = await this.#deliver(head);
      if (!delivered) return;
    }
  }

  /** What there is from the cursor up to the head, or a part of it; false if nobody takes it any more. */
  #deliver(head: number): Promise<boolean> {
    const topic = this.#topic;
    if (topic.name === "blocks") return this.#deliverBlock();
    if (topic.name === "account") return this.#deliverAccount(topic.account, head);
    return this.#deliverBest(topic.base, topic.quote, head);
  }

  async #deliverBlock(): Promise<boolean> {
    const height = this.#height;
    const isSeen = this.#afterIndex >= 0; // a block is one notification, with index 0
    const block = isSeen ? undefined : this.#commits.block(height);
    if (block !== undefined) {
      const sent = await this.#send({ height, index: 0, block: blockSummary(block) });
      if (!sent) return false;
    }
    this.#moveTo(height + 1);
    return true;
  }

  /** Best prices as they are now, if they are others than those sent: a slow reader misses what is past, never what holds. */
  async #deliverBest(base: Uint8Array, quote: Uint8Array, height: number): Promise<boolean> {
    const best = bestOf(this.#node.ledger, base, quote);
    const text = JSON.stringify(best);
    if (text !== this.#best) {
      this.#best = text;
      const named = { base: formatAsset(base), quote: formatAsset(quote) };
      const sent = await this.#send({ height, index: 0, ...named, ...best });
      if (!sent) return false;
    }
    this.#moveTo(height + 1);
    return true;
  }

  async #deliverAccount(account: Uint8Array, head: number): Promise<boolean> {
    const to = Math.min(head, this.#height + this.#window - 1);
    const places = await this.#places(account, to);
    for (const place of places) {
      const block = this.#commits.block(place.height);
      const transaction = block?.transactions[place.index];
      if (block === undefined || transaction === undefined) {
        throw new Error(`the index names ${place.height}/${place.index}, which is not there`);
      }
      const sent = await this.#send({
        account: formatAccount(account),
        ...place,
        id: toHex(transaction.id),
        timeMs: block.block.header.timeMs,
        ...transactionEntry(block, place.index),
      });
      if (!sent) return false;
    }
    if (places.length < WINDOW.few) this.#window = Math.min(WINDOW.max, this.#window * 2);
    if (places.length > WINDOW.many) this.#window = Math.max(1, Math.floor(this.#window / 2));
    this.#moveTo(to + 1);
    return true;
  }

  /** The account's transactions from the cursor up to a height, ascending. The index gives them newest first. */
  async #places(account: Uint8Array, to: number): Promise<Place[]> {
    const places: Place[] = [];
    let before: Place = { height: to + 1, index: 0 };
    for (;;) {
      const page = await this.#node.chain.history(account, { before, limit: HISTORY_PAGE });
      for (const { height, index } of page) {
        const isSeen =
          height < this.#height || (height === this.#height && index <= this.#afterIndex);
        if (isSeen) return places.reverse();
        places.push({ height, index });
      }
      const last = places.at(-1);
      if (page.length < HISTORY_PAGE || last === undefined) return places.reverse();
      before = last;
    }
  }

  async #send(item: { readonly [name: string]: Json }): Promise<boolean> {
    const isReady = await this.#outlet.ready();
    if (!isReady || this.#stopped.signal.aborted) return false;
    this.#outlet.send({
      jsonrpc: "2.0",
      method: "subscription",
      params: { subscription: this.#id, topic: this.#topic.name, ...item },
    });
    return true;
  }

  #moveTo(height: number): void {
    this.#height = height;
    this.#afterIndex = -1;
  }
}
