import { setTimeout as sleep } from "node:timers/promises";

import type { Json } from "../primitives/fields/field.ts";
import { RpcCallError, type ErrorObject, unreachable } from "./client-error.ts";
import {
  type ClientSubscription,
  openSubscription,
  type SubscriptionHandlers,
  type SubscriptionRequest,
} from "./client-subscription.ts";

export { RpcCallError } from "./client-error.ts";
export type {
  ClientSubscription,
  Notification,
  SubscriptionHandlers,
  SubscriptionRequest,
} from "./client-subscription.ts";

export interface ClientOptions {
  /** How long a call may take, beyond the time that it asks the node to wait. Default 30 s. */
  readonly timeoutMs?: number;
}

/** What became of a submitted transaction; of a committed one the receipt says whether it did what it should. */
export interface SubmittedTransaction {
  readonly id: string;
  readonly status: "pending" | "committed" | "expired" | "rejected" | "unknown";
  readonly height?: number;
  readonly index?: number;
  readonly timeMs?: number;
  readonly receipt?: {
    readonly code: string;
    readonly failedOperation: number | null;
    readonly results: readonly { readonly type: string; readonly result: Json }[];
    readonly hint?: string;
  };
}

export interface Client {
  /** Calls a method. Throws `RpcCallError`: the node's own codes, or NODE_UNREACHABLE, or BAD_ANSWER. */
  call<Result = Json>(method: string, params?: { readonly [name: string]: Json }): Promise<Result>;
  /**
   * Hands in a signed transaction (hexadecimal or JSON) and waits until its fate is final, or `timeoutMs` (default two
   * minutes) is over; then its status says pending. Submitting again is safe, so lost answers are simply asked for again.
   */
  submitAndWait(
    transaction: Json,
    options?: { readonly timeoutMs?: number },
  ): Promise<SubmittedTransaction>;
  /** Subscribes by WebSocket, and again after a lost connection, without a gap and without a repetition. */
  subscribe(
    request: SubscriptionRequest,
    handlers: SubscriptionHandlers,
  ): Promise<ClientSubscription>;
}

const WAIT_MS_MAX = 60_000;
const RETRY_MS = 500;

/** A client of one node, by its address, e.g. http://127.0.0.1:26650. */
export function createClient(url: string, options: ClientOptions = {}): Client {
  const { timeoutMs: callMs = 30_000 } = options;
  const endpoint = endpointOf(url);
  let lastId = 0;

  async function call<Result>(
    method: string,
    params: { readonly [name: string]: Json } = {},
  ): Promise<Result> {
    const wanted = params["timeoutMs"];
    const timeoutMs = callMs + (typeof wanted === "number" ? wanted : 0);
    const body = JSON.stringify({ jsonrpc: "2.0", id: ++lastId, method, params });
    return resultOf<Result>(await post(endpoint, body, timeoutMs), endpoint);
  }

  async function submitAndWait(
    transaction: Json,
    { timeoutMs = 120_000 }: { readonly timeoutMs?: number } = {},
  ): Promise<SubmittedTransaction> {
    const deadlineMs = performance.now() + timeoutMs;
    // The first answer must come: a node that is not there is the caller's business, not to be waited for.
    let now = await call<SubmittedTransaction>("tx_submit", { transaction });
    let mayBeLost = false;
    for (;;) {
      const leftMs = Math.floor(deadlineMs - performance.now());
      if ((now.status !== "pending" && now.status !== "unknown") || leftMs <= 0) return now;
      try {
        // A node that restarted may have an empty pool: hand it in again.
        if (mayBeLost) now = await call<SubmittedTransaction>("tx_submit", { transaction });
        mayBeLost = false;
        const wait = { id: now.id, timeoutMs: Math.min(leftMs, WAIT_MS_MAX) };
        now = await call<SubmittedTransaction>("tx_wait", wait);
        mayBeLost = now.status === "unknown";
      } catch (error) {
        if (!(error instanceof RpcCallError) || !error.mayPass) throw error;
        mayBeLost = true;
        await sleep(Math.min(RETRY_MS, leftMs));
      }
    }
  }

  return {
    call,
    submitAndWait,
    subscribe: (request, handlers) =>
      openSubscription(endpoint.replace(/^http/, "ws"), request, handlers),
  };
}

function endpointOf(url: string): string {
  const base = url.replace(/\/+$/, "");
  return base.endsWith("/rpc") ? base : `${base}/rpc`;
}

async function post(endpoint: string, body: string, timeoutMs: number): Promise<string> {
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await response.text();
  } catch (error) {
    throw unreachable(endpoint, error);
  }
}

function resultOf<Result>(text: string, endpoint: string): Result {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    throw badAnswer(endpoint, error);
  }
  if (typeof answer !== "object" || answer === null) throw badAnswer(endpoint);
  if ("error" in answer) throw RpcCallError.of(answer.error as ErrorObject);
  if (!("result" in answer)) throw badAnswer(endpoint);
  return answer.result as Result;
}

function badAnswer(endpoint: string, cause?: unknown): RpcCallError {
  const message = `${endpoint} does not answer as a Portolan node.`;
  return new RpcCallError("BAD_ANSWER", message, "Check the address.", {}, cause);
}
