import type { RpcContext } from "./context.ts";
import { rpcLimits } from "./limits.ts";

export interface Page {
  readonly entries: readonly { readonly key: string; readonly value: Uint8Array }[];
  readonly isLast: boolean;
}

/** One page of committed entries. One more than wanted is read: whether a page is the last is then known, not guessed. */
export async function pageOf(
  node: RpcContext,
  prefix: string,
  after: string | undefined,
  limit: number = rpcLimits.pageDefault,
): Promise<Page> {
  const start = after === undefined ? {} : { after };
  const entries = await node.entries(prefix, { ...start, limit: limit + 1 });
  return { entries: entries.slice(0, limit), isLast: entries.length <= limit };
}
