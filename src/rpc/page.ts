import { fromHex, toHex } from "../primitives/bytes.ts";
import type { Json } from "../primitives/fields/field.ts";
import type { RpcContext } from "./context.ts";
import { rpcLimits } from "./limits.ts";

export interface Page {
  readonly entries: readonly { readonly key: string; readonly value: Uint8Array }[];
  readonly isLast: boolean;
}

/**
 * One page of committed entries, behind `after` if that is one of them: a key of another prefix leads nowhere else. One more than wanted is
 * read: whether a page is the last is then known, not guessed.
 */
export async function pageOf(
  node: RpcContext,
  prefix: string,
  after: string | undefined,
  limit: number = rpcLimits.pageDefault,
): Promise<Page> {
  const start = after?.startsWith(prefix) === true ? { after } : {};
  const entries = await node.entries(prefix, { ...start, limit: limit + 1 });
  return { entries: entries.slice(0, limit), isLast: entries.length <= limit };
}

/**
 * One page of counters whose keys say what they count, like day and mode. `family` is what the keys of all of them begin with, `within` of
 * those that are wanted; `next`, and `after`, are the rest of a key. `read` makes a line of the key's parts and the value.
 */
export async function countersPage(
  node: RpcContext,
  { family, within }: { readonly family: string; readonly within: string },
  { after, limit }: { readonly after: string | undefined; readonly limit: number | undefined },
  read: (parts: readonly string[], value: Uint8Array) => Json,
): Promise<{ readonly lines: Json[]; readonly next: string | null }> {
  const start = after === undefined ? undefined : `${family}${after}`;
  const { entries, isLast } = await pageOf(node, within, start, limit);
  const rests = entries.map(({ key }) => key.slice(family.length));
  const lines = rests.map((rest, at) => read(rest.split("/"), entries[at]!.value));
  return { lines, next: isLast ? null : (rests.at(-1) ?? null) };
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
