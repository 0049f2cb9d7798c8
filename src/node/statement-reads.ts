import { setImmediate as nextTurn } from "node:timers/promises";

import { assert } from "../primitives/assert.ts";
import { fromUtf8, toHex } from "../primitives/bytes.ts";
import type { RecordedChange } from "../rpc/context.ts";
import type { Store } from "../state/store.ts";
import { balanceOf } from "../transactions/assets/balance.ts";
import type { Holding } from "../transactions/assets/records.ts";
import * as records from "./statement-records.ts";

/** What an account held of an asset before the block at `height`; at a height above the head, what it holds. */
export async function balanceBefore(
  store: Store,
  account: Uint8Array,
  asset: Uint8Array,
  height: number,
): Promise<Holding> {
  // Read in the turn in which the search begins: after a block between the two, neither would be what is asked for.
  const { available, held } = balanceOf(store, account, asset);
  const prefix = records.statementPrefix(toHex(account), toHex(asset));
  const range = { gte: prefix + records.heightStart(height), lt: `${prefix}~`, limit: 1 };
  for await (const { value } of store.rangeIndex("indexes", range)) {
    return records.readHolding(value);
  }
  return { available, held };
}

/** Changes of an account's balance in an asset within heights, `toHeight` excluded, from behind `after` on. */
export async function changesBetween(
  store: Store,
  account: Uint8Array,
  asset: Uint8Array,
  { fromHeight, toHeight, after, limit }: ChangesRange,
): Promise<RecordedChange[]> {
  const prefix = records.statementPrefix(toHex(account), toHex(asset));
  const start = records.heightStart(fromHeight);
  const range = {
    gt: prefix + (after !== undefined && after > start ? after : start),
    lt: prefix + records.heightStart(toHeight),
    limit,
  };
  const found: RecordedChange[] = [];
  for await (const { key, value } of store.rangeIndex("indexes", range)) {
    const place = fromUtf8(key)!.slice(prefix.length);
    const { height, ...parts } = records.partsOfPlace(place);
    const cause = "swept" in parts ? causeOfSweep(store, height, parts.swept) : parts;
    found.push({ place, height, cause, before: records.readHolding(value) });
  }
  return found;
}

export interface ChangesRange {
  readonly fromHeight: number;
  readonly toHeight: number;
  readonly after?: string;
  readonly limit: number;
}

function causeOfSweep(store: Store, height: number, index: number): RecordedChange["cause"] {
  const one = records.readChanges(store, height)?.swept[index];
  assert(one !== undefined, "a block's journal says what changed each balance");
  return one.cause;
}

/**
 * The lowest height from `first` to `last` whose block is not older than `timeMs`; `last + 1` if all are. Times of blocks
 * ascend, so that about twenty of a million are read. One that is forgotten meanwhile was older.
 */
export async function heightAt(
  timeMs: number,
  {
    first,
    last,
    timeOf,
  }: { first: number; last: number; timeOf: (height: number) => number | undefined },
): Promise<number> {
  let [low, high] = [first, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const isOlder = (timeOf(middle) ?? Number.NEGATIVE_INFINITY) < timeMs;
    if (isOlder) low = middle + 1;
    else high = middle;
    await nextTurn(); // a full block takes a millisecond to read
  }
  return low;
}
