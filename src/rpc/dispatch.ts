import { setImmediate as nextTurn } from "node:timers/promises";

import { fromUtf8 } from "../primitives/bytes.ts";
import { FieldError, type Json } from "../primitives/fields/field.ts";
import type { CommitFeed } from "./commit-feed.ts";
import type { RpcContext } from "./context.ts";
import type { Connection, MethodDefinition } from "./definition.ts";
import { namesOf, parseInputs } from "./inputs.ts";
import { rpcLimits } from "./limits.ts";
import type { RateLimit } from "./rate-limit.ts";
import { commonError, invalidParams, RpcError, rpcNumbers } from "./rpc-error.ts";
import type { RpcLog } from "./rpc-log.ts";
import type { RpcMetrics } from "./rpc-metrics.ts";
import { methodByName } from "./table.ts";

/** Who calls, and by what. */
export interface Caller {
  /** Whose budget the call costs. */
  readonly address: string;
  readonly connection?: Connection;
  /** True if calls of this connection are refused until earlier ones are answered. */
  isBusy?(): boolean;
}

export interface Answer {
  /** Undefined if the request wants no answer (a JSON-RPC notification). */
  readonly text: string | undefined;
  /** If the caller called too often: how long to wait. */
  readonly retryAfterMs?: number;
}

export interface DispatcherOptions {
  readonly node: RpcContext;
  readonly commits: CommitFeed;
  readonly rateLimit: RateLimit;
  readonly metrics: RpcMetrics;
  readonly log: RpcLog;
}

type Id = string | number | null;
const ID_LENGTH_MAX = 200;
/** Requests of a batch that start in one turn of the event loop. */
const PER_TURN = 10;

/** Turns the text of a JSON-RPC request, or of a batch, into the text of its answer. Never throws. */
export class Dispatcher {
  readonly #options: DispatcherOptions;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  async answer(body: Uint8Array, caller: Caller): Promise<Answer> {
    const json = parse(body);
    const calls = Array.isArray(json) ? Math.max(1, json.length) : 1;
    const retryAfterMs = this.#options.rateLimit.take(caller.address, calls);
    if (retryAfterMs > 0) {
      const id = isObject(json) ? idOf(json["id"]) : null;
      return { text: failure(id ?? null, this.#tooMany(retryAfterMs)), retryAfterMs };
    }
    if (json === undefined) {
      return this.#refuse(commonError("MALFORMED_JSON", "The request is not JSON."));
    }
    if (!Array.isArray(json)) return { text: await this.#one(json, caller) };
    if (json.length === 0) {
      return this.#refuse(commonError("INVALID_REQUEST", "The batch is empty."));
    }
    if (json.length > rpcLimits.batchMax) {
      const message = `The batch has ${json.length} requests.`;
      return this.#refuse(commonError("BATCH_TOO_LONG", message));
    }
    const answers: Promise<string | undefined>[] = [];
    for (const [index, request] of json.entries()) {
      if (index % PER_TURN === PER_TURN - 1) await nextTurn();
      answers.push(this.#one(request, caller));
    }
    const texts = (await Promise.all(answers)).filter((text) => text !== undefined);
    return { text: texts.length === 0 ? undefined : `[${texts.join(",")}]` };
  }

  #refuse(error: RpcError): Answer {
    this.#options.metrics.called("none", error.code, 0);
    return { text: failure(null, error) };
  }

  #tooMany(retryAfterMs: number): RpcError {
    this.#options.metrics.called("none", "TOO_MANY_REQUESTS", 0);
    return commonError("TOO_MANY_REQUESTS", "Calls come faster than this node allows.", {
      retryAfterMs,
    });
  }

  async #one(request: Json, caller: Caller): Promise<string | undefined> {
    const startMs = performance.now();
    const id = isObject(request) ? idOf(request["id"]) : undefined;
    const isNotification = isObject(request) && !Object.hasOwn(request, "id");
    let name = "none";
    let outcome = "ok";
    let text: string;
    try {
      const { method, params } = requestOf(request, id, isNotification);
      const definition = methodByName(method);
      if (definition === undefined) {
        const message = `There is no method ${method.slice(0, 100)}.`;
        throw commonError("UNKNOWN_METHOD", message);
      }
      name = definition.name;
      if (caller.isBusy?.() === true) {
        const message = "Too many calls of this connection are being answered.";
        throw commonError("TOO_MANY_REQUESTS", message, { retryAfterMs: 1_000 });
      }
      const result = await this.#call(definition, params, caller);
      text = JSON.stringify({ jsonrpc: "2.0", id: id ?? null, result });
    } catch (error) {
      const known = error instanceof RpcError ? error : this.#internal(error, name);
      outcome = known.code;
      text = failure(id ?? null, known);
    }
    const ms = performance.now() - startMs;
    this.#options.metrics.called(name, outcome, ms / 1_000);
    this.#options.log.debug({ method: name, outcome, ms, from: caller.address }, "call");
    return isNotification ? undefined : text;
  }

  async #call(definition: MethodDefinition, params: Json, caller: Caller): Promise<Json> {
    const { node, commits } = this.#options;
    const names = namesOf(node.ledger);
    const given = readParams(definition, params, names);
    const problem = definition.refine?.(given);
    if (problem !== undefined) throw invalidParams("", problem);
    return definition.handle(given, node, {
      names,
      commits,
      connection: caller.connection,
      fail(code, message, data) {
        const hint = definition.errors[code]!;
        return new RpcError(rpcNumbers.method, code, message ?? hint, hint, data);
      },
    });
  }

  #internal(error: unknown, method: string): RpcError {
    const atMs = Date.now();
    this.#options.log.error({ err: error, method, atMs }, "a call failed inside the node");
    return commonError("INTERNAL_ERROR", "The node failed to answer.", { atMs });
  }
}

function readParams(
  definition: MethodDefinition,
  params: Json,
  names: ReturnType<typeof namesOf>,
): Record<string, unknown> {
  try {
    return parseInputs(definition.params, params, names);
  } catch (error) {
    if (error instanceof FieldError) {
      throw invalidParams(error.problem.path, error.problem.message);
    }
    throw error;
  }
}

function requestOf(
  request: Json,
  id: Id | undefined,
  isNotification: boolean,
): { method: string; params: Json } {
  const invalid = (message: string) => commonError("INVALID_REQUEST", message);
  if (!isObject(request)) throw invalid("A request is an object.");
  if (request["jsonrpc"] !== "2.0") throw invalid('jsonrpc must be "2.0".');
  if (!isNotification && id === undefined) {
    throw invalid(`id must be a number, null, or text of at most ${ID_LENGTH_MAX} characters.`);
  }
  const { method } = request;
  if (typeof method !== "string") throw invalid("method must be text.");
  const params = request["params"] ?? {};
  // An empty list is how some clients say "no parameters".
  return { method, params: Array.isArray(params) && params.length === 0 ? {} : params };
}

function parse(body: Uint8Array): Json | undefined {
  const text = fromUtf8(body);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined; // its only failure is text that is not JSON
  }
}

function isObject(json: Json | undefined): json is { [name: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function idOf(id: Json | undefined): Id | undefined {
  if (id === null || typeof id === "number") return id;
  return typeof id === "string" && id.length <= ID_LENGTH_MAX ? id : undefined;
}

export function failure(id: Id, error: RpcError): string {
  return JSON.stringify({ jsonrpc: "2.0", id, error: error.toJson() });
}
