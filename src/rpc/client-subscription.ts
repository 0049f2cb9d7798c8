import { type RawData, WebSocket } from "ws";

import type { Json } from "../primitives/fields/field.ts";
import { type ErrorObject, RpcCallError, unreachable } from "./client-error.ts";

export interface SubscriptionRequest {
  readonly topic: "blocks" | "account" | "book";
  readonly filter?: { readonly account?: string; readonly base?: string; readonly quote?: string };
  /** With `fromIndex`: go on after that notification; alone: from the start of that block. */
  readonly fromHeight?: number;
  readonly fromIndex?: number;
}

/** A block, a transaction of an account, or the best prices of a book. Height and index are what to resume with. */
export interface Notification {
  readonly topic: string;
  readonly height: number;
  readonly index: number;
  readonly [name: string]: Json;
}

export interface SubscriptionHandlers {
  onNotification(notification: Notification): void;
  /** The node refused to go on, for good. Lost connections are not errors: they are made again. */
  onError?(error: RpcCallError): void;
}

export interface ClientSubscription {
  close(): void;
}

const RETRY_MS = { first: 100, max: 5_000 } as const;

/** Resolves when the node has taken the subscription; throws `RpcCallError` if it refuses or cannot be reached. */
export function openSubscription(
  url: string,
  request: SubscriptionRequest,
  handlers: SubscriptionHandlers,
): Promise<ClientSubscription> {
  return new Promise((resolve, reject) => {
    const subscription = new ResumingSubscription(url, request, handlers, {
      taken: () => resolve(subscription),
      refused: reject,
    });
    subscription.connect();
  });
}

interface FirstAnswer {
  taken(): void;
  refused(error: RpcCallError): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Notification;
  readonly error?: ErrorObject;
  readonly result?: { readonly fromHeight: number; readonly fromIndex: number | null };
}

class ResumingSubscription implements ClientSubscription {
  readonly #url: string;
  readonly #handlers: SubscriptionHandlers;
  readonly #first: FirstAnswer;
  #request: SubscriptionRequest;
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #retryMs: number = RETRY_MS.first;
  #isTaken = false;
  #isClosed = false;

  constructor(
    url: string,
    request: SubscriptionRequest,
    handlers: SubscriptionHandlers,
    first: FirstAnswer,
  ) {
    this.#url = url;
    this.#request = request;
    this.#handlers = handlers;
    this.#first = first;
  }

  connect(): void {
    const socket = new WebSocket(this.#url);
    let failure: unknown = new Error("the connection was closed");
    this.#socket = socket;
    socket.on("open", () => {
      const params = this.#request;
      socket.send(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "subscribe", params }));
    });
    socket.on("message", (data: RawData) => {
      if (socket !== this.#socket) return;
      this.#onMessage(JSON.parse((data as Buffer).toString("utf8")) as Message);
    });
    socket.on("error", (error) => (failure = error)); // "close" follows
    socket.on("close", () => {
      if (socket === this.#socket) this.#onLost(failure);
    });
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#socket?.terminate();
  }

  #onMessage({ id, method, params, error, result }: Message): void {
    if (this.#isClosed) return;
    if (method === "subscription" && params !== undefined) {
      // Remembered before it is handed on: a handler that throws must not see it again.
      this.#resumeAt(params.height, params.index);
      this.#handlers.onNotification(params);
    } else if (id === 1 && error !== undefined) {
      this.#onRefused(RpcCallError.of(error));
    } else if (id === 1 && result !== undefined) {
      this.#retryMs = RETRY_MS.first;
      this.#resumeAt(result.fromHeight, result.fromIndex ?? undefined);
      this.#isTaken = true;
      this.#first.taken();
    }
  }

  #resumeAt(fromHeight: number, fromIndex: number | undefined): void {
    const { topic, filter } = this.#request;
    if (topic === "book") return; // it begins with what holds
    this.#request = {
      topic,
      ...(filter === undefined ? {} : { filter }),
      fromHeight,
      ...(fromIndex === undefined ? {} : { fromIndex }),
    };
  }

  #onRefused(error: RpcCallError): void {
    const isPassing = this.#isTaken && error.mayPass;
    if (isPassing) {
      this.#socket?.terminate(); // "close" makes the connection again
      return;
    }
    this.close();
    if (this.#isTaken) this.#handlers.onError?.(error);
    else this.#first.refused(error);
  }

  #onLost(failure: unknown): void {
    if (this.#isClosed) return;
    if (!this.#isTaken) {
      this.close();
      this.#first.refused(unreachable(this.#url, failure));
      return;
    }
    this.#timer = setTimeout(() => this.connect(), this.#retryMs);
    this.#retryMs = Math.min(RETRY_MS.max, 2 * this.#retryMs);
  }
}
