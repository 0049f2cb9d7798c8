import { fromHex, toHex } from "../primitives/bytes.ts";
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

/**
 * One page of objects that an index names by their ids, at the ends of its keys, in the order of these. `read` finds an object; one that
 * has gone meanwhile is left out. `next` is the id after which to go on.
 */
export async function indexedPage<T>(
  node: RpcContext,
  prefix: string,
  { after, limit }: { readonly after: Uint8Array | undefined; readonly limit: number | undefined },
  read: (id: Uint8Array) => T | undefined,
): Promise<{ readonly found: readonly T[]; readonly next: string | null }> {
  const start = after === undefined ? undefined : `${prefix}${toHex(after)}`;
  const { entries, isLast } = await pageOf(node, prefix, start, limit);
  const ids = entries.map(({ key }) => key.slice(prefix.length));
  const found = ids.flatMap((id) => read(fromHex(id)!) ?? []);
  return { found, next: isLast ? null : (ids.at(-1) ?? null) };
}
