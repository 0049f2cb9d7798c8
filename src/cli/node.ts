import type { Json } from "../primitives/fields/field.ts";
import { createClient, RpcCallError } from "../rpc/client.ts";
import { CliError, EXIT } from "./errors.ts";

/** A node that is asked over JSON-RPC. */
export interface Node {
  readonly url: string;
  /** The method's result. Throws `CliError`: the node's own code, or NODE_UNREACHABLE with exit status 3. */
  call(method: string, params?: { readonly [name: string]: Json }): Promise<Json>;
}

/** A bulk file asks much in little time; who is told to slow down does so. */
const BUSY_TRIES = 6;
const BUSY_MS = 250;

/** Connects nothing yet: the first call does. Throws a usage error if the text is no address. */
export function connectNode(url: string): Node {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    const hint = "A node's address looks like http://127.0.0.1:26650.";
    throw new CliError("RPC_URL", `"${url}" is not the address of a node.`, hint, EXIT.usage);
  }
  const client = createClient(url);
  return {
    url,
    async call(method, params = {}) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await client.call(method, params);
        } catch (error) {
          const busy = error instanceof RpcCallError && error.code === "TOO_MANY_REQUESTS";
          if (!busy || attempt === BUSY_TRIES) throw shown(error);
        }
        await new Promise((done) => setTimeout(done, BUSY_MS * 2 ** attempt));
      }
    },
  };
}

/** Both mean that no node was reached: nobody answers, or whoever does is no node. */
const UNREACHED = ["NODE_UNREACHABLE", "BAD_ANSWER"];

function shown(error: unknown): unknown {
  if (!(error instanceof RpcCallError)) return error;
  const { code, message, hint, data } = error;
  if (!UNREACHED.includes(code)) return new CliError(code, message, hint, EXIT.refused, data);
  const start =
    "Start a node or a devnet (`npm start`), or name another with --rpc or PORTOLAN_RPC.";
  return new CliError(code, message, start, EXIT.unreachable);
}
