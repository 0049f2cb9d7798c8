import { utf8 } from "../primitives/bytes.ts";
import type { Json } from "../primitives/fields/field.ts";
import type { Dispatcher } from "./dispatch.ts";
import { RpcError } from "./rpc-error.ts";

/** A call of a method from inside the process. Shapes are those of `rpc.discover`. Throws `RpcError`. */
export type Ask = <Result>(
  method: string,
  params: Readonly<Record<string, Json>>,
) => Promise<Result>;

interface Answered {
  readonly result?: unknown;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly data: {
      readonly code: string;
      readonly hint: string;
      readonly [name: string]: Json;
    };
  };
}

/**
 * Asks as a caller from outside would: the same methods, limits and metrics. `who` has a budget of calls of its own, so that a rush
 * on it costs no other caller anything.
 */
export function askingAs(dispatcher: Dispatcher, who: string): Ask {
  return async <Result>(method: string, params: Readonly<Record<string, Json>>) => {
    const request = utf8(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }));
    const { text } = await dispatcher.answer(request, { address: who });
    const { result, error } = JSON.parse(text!) as Answered;
    if (error === undefined) return result as Result;
    const { code, hint, ...data } = error.data;
    throw new RpcError(error.code, code, error.message, hint, data);
  };
}
