import { indexKeyBytes, spaceEnd, spaceStart } from "./layout.ts";
import type { IndexSpace } from "./layout.ts";

/** Which part of an index space to iterate over, in byte order of its keys. Without bounds: all of it. */
export interface IndexRange {
  readonly gt?: string | Uint8Array;
  readonly gte?: string | Uint8Array;
  readonly lt?: string | Uint8Array;
  readonly lte?: string | Uint8Array;
  readonly reverse?: boolean;
  readonly limit?: number;
}

export interface IndexEntry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** The range in the database's key space. It never leaves its space, whatever the bounds are. */
export function boundsOf(space: IndexSpace, range: IndexRange) {
  const { gt, gte, lt, lte, reverse = false, limit = -1 } = range;
  const first = gte === undefined ? { gte: spaceStart(space) } : { gte: indexKeyBytes(space, gte) };
  const last = lte === undefined ? { lt: spaceEnd(space) } : { lte: indexKeyBytes(space, lte) };
  return {
    ...(gt === undefined ? first : { gt: indexKeyBytes(space, gt) }),
    ...(lt === undefined ? last : { lt: indexKeyBytes(space, lt) }),
    reverse,
    limit,
  };
}
