import { setTimeout as sleep } from "node:timers/promises";

import type { RawData, WebSocket } from "ws";

import type { Json } from "../primitives/fields/field.ts";
import type { CommitFeed } from "./commit-feed.ts";
import type { RpcContext } from "./context.ts";
import type { Connection } from "./definition.ts";
import type { Caller, Dispatcher } from "./dispatch.ts";
import { rpcLimits } from "./limits.ts";
import type { RpcLog } from "./rpc-log.ts";
import type { RpcMetrics } from "./rpc-metrics.ts";
import { type Outlet, Subscription, type SubscriptionStart, type Topic } from "./subscription.ts";

/** Why the server closes a WebSocket, as its code and reason. */
export const closeReasons = {
  SHUTTING_DOWN: [1001, "SHUTTING_DOWN: the node stops; reconnect with the last height and index"],
  SUBSCRIPTION_FAILED: [1011, "SUBSCRIPTION_FAILED: the node could not go on; see its log"],
  SLOW_READER: [4008, "SLOW_READER: read faster, or reconnect with the last height and index"],
} as const;

export interface ConnectionOptions {
  readonly node: RpcContext;
  readonly commits: CommitFeed;
  readonly dispatcher: Dispatcher;
  readonly metrics: RpcMetrics;
  readonly log: RpcLog;
  /** Subscriptions of all connections. */
  readonly total: { subscriptions: number };
  readonly pauseBytes: number;
  readonly slowReaderMs: number;
  readonly closingMs: number;
}

/** One WebSocket: calls come in, answers and notifications go out, and what waits to go out is bounded. */
export class WebSocketConnection implements Connection, Outlet {
  readonly #socket: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #caller: Caller;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #ping: NodeJS.Timeout;
  #isAlive = true;
  #calls = 0;
  #lastId = 0;

  constructor(socket: WebSocket, address: string, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    const isBusy = (): boolean => this.#calls > rpcLimits.callsPerConnection;
    this.#caller = { address, connection: this, isBusy };
    this.#ping = setInterval(() => this.#checkAlive(), rpcLimits.pingMs);
    options.metrics.connections(1);
    socket.on("pong", () => (this.#isAlive = true));
    socket.on("message", (data) => void this.#onMessage(data));
    socket.on("error", (error) => options.log.debug({ err: error, from: address }, "websocket"));
    socket.on("close", () => this.#onClose());
  }

  mayOpenMore(): boolean {
    return (
      this.#subscriptions.size < rpcLimits.subscriptionsPerConnection &&
      this.#options.total.subscriptions < rpcLimits.subscriptionsMax
    );
  }

  subscribe(topic: Topic, start: SubscriptionStart): string {
    const { node, commits, log, total, metrics } = this.#options;
    const id = String(++this.#lastId);
    const subscription = new Subscription(node, commits, id, topic, start, this);
    this.#subscriptions.set(id, subscription);
    total.subscriptions++;
    metrics.subscriptions(1);
    subscription.run().catch((error: unknown) => {
      log.error({ err: error, topic: topic.name }, "a subscription failed inside the node");
      this.close("SUBSCRIPTION_FAILED");
    });
    return id;
  }

  unsubscribe(id: string): boolean {
    const subscription = this.#subscriptions.get(id);
    if (subscription === undefined) return false;
    subscription.stop();
    this.#subscriptions.delete(id);
    this.#options.total.subscriptions--;
    this.#options.metrics.subscriptions(-1);
    return true;
  }

  /** Waits while the reader is behind. Blocks are on disk, so pausing loses nothing; waiting for ever would. */
  async ready(): Promise<boolean> {
    const { pauseBytes, slowReaderMs } = this.#options;
    const deadlineMs = performance.now() + slowReaderMs;
    while (this.#socket.readyState === this.#socket.OPEN) {
      if (this.#socket.bufferedAmount <= pauseBytes) return true;
      if (performance.now() > deadlineMs) {
        this.close("SLOW_READER");
        return false;
      }
      await sleep(20);
    }
    return false;
  }

  send(notification: Json): void {
    this.#write(JSON.stringify(notification));
  }

  close(reason: keyof typeof closeReasons): void {
    const [code, text] = closeReasons[reason];
    this.#socket.close(code, text);
    // A reader that takes nothing never answers the closing handshake either.
    setTimeout(() => this.#socket.terminate(), this.#options.closingMs).unref();
  }

  async #onMessage(data: RawData): Promise<void> {
    this.#calls++;
    const { text } = await this.#options.dispatcher.answer(bytesOf(data), this.#caller);
    this.#calls--;
    if (text !== undefined) this.#write(text);
  }

  #write(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > rpcLimits.outgoingBytesMax) this.close("SLOW_READER");
    else this.#socket.send(text);
  }

  #checkAlive(): void {
    if (!this.#isAlive) {
      this.#socket.terminate();
      return;
    }
    this.#isAlive = false;
    this.#socket.ping();
  }

  #onClose(): void {
    clearInterval(this.#ping);
    for (const id of [...this.#subscriptions.keys()]) this.unsubscribe(id);
    this.#options.metrics.connections(-1);
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
