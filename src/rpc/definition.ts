import type { Json, JsonContext } from "../primitives/fields/field.ts";
import type { CommitFeed } from "./commit-feed.ts";
import type { RpcContext } from "./context.ts";
import type { InputShape, InputsOf, JsonSchema } from "./inputs.ts";
import type { RpcError } from "./rpc-error.ts";
import type { SubscriptionStart, Topic } from "./subscription.ts";

/** What a token must allow to call a method. */
export type Right = "read" | "submit";

/** The WebSocket that a call came by. */
export interface Connection {
  subscribe(topic: Topic, start: SubscriptionStart): string;
  unsubscribe(id: string): boolean;
  /** False if this connection, or the server, has as many subscriptions as it may. */
  mayOpenMore(): boolean;
}

/** What a method may use besides its parameters and the node. */
export interface Call<E extends string> {
  /** An error of the method: its code, what is wrong in this case, and values for programs. */
  readonly fail: (code: E, message?: string, data?: Readonly<Record<string, Json>>) => RpcError;
  readonly names: JsonContext;
  readonly commits: CommitFeed;
  /** Undefined if the call came by HTTP. */
  readonly connection: Connection | undefined;
}

/** One JSON-RPC method: all that the server, rpc.discover and the reference say about it. */
export interface MethodDefinition<S extends InputShape = InputShape, E extends string = string> {
  readonly name: string;
  readonly summary: string;
  readonly params: S;
  /** JSON Schema of the answer. */
  readonly result: JsonSchema;
  /** Code → the sentence that tells a user what to do. Codes are never renamed. */
  readonly errors: Readonly<Record<E, string>>;
  readonly example: { readonly params: { readonly [name: string]: Json } };
  readonly right: Right;
  /** What is wrong with a combination of parameters that are each right; undefined if nothing is. */
  refine?(params: InputsOf<S>): string | undefined;
  handle(params: InputsOf<S>, node: RpcContext, call: Call<E>): Json | Promise<Json>;
}

/** Ties a definition's parts together for the type checker. */
export function defineMethod<const S extends InputShape, const E extends string = never>(
  definition: MethodDefinition<S, E>,
): MethodDefinition<S, E> {
  return definition;
}
