import type { LedgerReader } from "../../../state/ledger.ts";
import { batchEvents, type BatchEventRecord } from "./history.ts";
import { descendantCounts, descendants } from "./lineage.ts";
import { packedUnder, parcelCodes, type ParcelRecord, parcels } from "./parcels.ts";
import { batches, type BatchRecord } from "./records.ts";

/** Some of many, in their order; `next` is where to go on, absent after the last. */
export interface Page<T> {
  readonly found: readonly T[];
  readonly next: number | undefined;
}

/** Entries of one object by place: as many as there are from a place on, at most `limit`. */
function pageOf<T>(
  { from, limit, count }: { readonly from: number; readonly limit: number; readonly count: number },
  read: (place: number) => T,
): Page<T> {
  const end = Math.min(count, from + limit);
  const found: T[] = [];
  for (let place = from; place < end; place++) found.push(read(place));
  return { found, next: end < count ? end : undefined };
}

/** What happened to a batch, but not what it was packed into. */
export function eventsOf(
  ledger: LedgerReader,
  { id, steps }: BatchRecord,
  from: number,
  limit: number,
): Page<BatchEventRecord> {
  return pageOf({ from, limit, count: steps }, (place) => batchEvents.read(ledger, id, place)!);
}

export function parcelsOf(
  ledger: LedgerReader,
  { id, parcels: count }: BatchRecord,
  from: number,
  limit: number,
): Page<ParcelRecord> {
  return pageOf({ from, limit, count }, (place) => parcels.read(ledger, id, place)!);
}

/** Ids of all batches that were made from one. `limit` counts splits and merges; each has made up to 16 batches. */
export function descendantsOf(
  ledger: LedgerReader,
  { id }: BatchRecord,
  from: number,
  limit: number,
): Page<Uint8Array> {
  const count = descendantCounts.read(ledger, id)?.count ?? 0;
  const { found, next } = pageOf(
    { from, limit, count },
    (place) => descendants.read(ledger, id, place)!.batches,
  );
  return { found: found.flat(), next };
}

/** The parcel with a code: what a consumer scans. */
export function parcelByCode(ledger: LedgerReader, code: Uint8Array): ParcelRecord | undefined {
  const at = parcelCodes.read(ledger, code);
  return at && parcels.read(ledger, at.batch, at.place);
}

/** What was packed under a waybill: up to 32 times. */
export function parcelsUnder(ledger: LedgerReader, waybill: Uint8Array): ParcelRecord[] {
  const packed = packedUnder.read(ledger, waybill)?.parcels ?? [];
  return packed.map(({ batch, place }) => parcels.read(ledger, batch, place)!);
}

/**
 * Events of a batch and of everything that it was made from, in the order in which they happened, from a sequence number on; `next` is
 * the number to go on from. Of its ancestors' goods some went elsewhere: what happened to those later is here too, as an inspection
 * that failed then speaks of the same goods.
 */
export function chainOf(
  ledger: LedgerReader,
  batch: BatchRecord,
  from: number,
  limit: number,
): Page<BatchEventRecord> {
  const ancestors = batch.ancestors.map((id) => batches.read(ledger, id)!);
  const ways = [batch, ...ancestors].map((one) => new Way(ledger, one, from));
  const found: BatchEventRecord[] = [];
  for (;;) {
    const first = earliest(ways);
    if (first === undefined) return { found, next: undefined };
    if (found.length >= limit) return { found, next: first.head!.sequence };
    found.push(first.head!);
    first.goOn();
  }
}

/** The events of one batch, from a sequence number on. */
class Way {
  readonly #ledger: LedgerReader;
  readonly #batch: BatchRecord;
  #place: number;
  head: BatchEventRecord | undefined;

  constructor(ledger: LedgerReader, batch: BatchRecord, from: number) {
    this.#ledger = ledger;
    this.#batch = batch;
    this.#place = this.#firstPlace(from);
    this.head = this.#at(this.#place);
  }

  goOn(): void {
    this.head = this.#at(++this.#place);
  }

  #at(place: number): BatchEventRecord | undefined {
    const { id, steps } = this.#batch;
    return place < steps ? batchEvents.read(this.#ledger, id, place)! : undefined;
  }

  /** Sequence numbers ascend with places: half of what is left is out of question with each look. */
  #firstPlace(from: number): number {
    let [low, high] = [0, from === 0 ? 0 : this.#batch.steps];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#at(middle)!.sequence < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function earliest(ways: readonly Way[]): Way | undefined {
  let first: Way | undefined;
  for (const one of ways) {
    if (one.head === undefined) continue;
    if (first === undefined || one.head.sequence < first.head!.sequence) first = one;
  }
  return first;
}
