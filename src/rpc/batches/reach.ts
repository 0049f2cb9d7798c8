import { field } from "../../primitives/fields/index.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import type { ParcelRecord } from "../../transactions/trade/batches/parcels.ts";
import { descendantsOf, parcelsOf } from "../../transactions/trade/batches/reads.ts";
import { batches, type BatchRecord } from "../../transactions/trade/batches/records.ts";
import { of, optional } from "../inputs.ts";

/** Batches that one call looks into: those that nothing was packed from give no parcels, and may be many. */
const BATCHES_A_CALL = 200;

const place = field.text(
  24,
  /^[0-9]{1,9}-[0-9]{1,2}-[0-9]{1,9}$/,
  "must be `next` of the page before",
);
/** Where a page of what a batch became begins. */
export const fromReachInput = optional(of(place, "`next` of the page before."));

/** What a batch became, from a place on; `next` is where to go on, null after the last. */
export interface Reached<T> {
  readonly found: readonly T[];
  readonly next: string | null;
}

/**
 * A batch that others are made from stands first, then what each split and merge made of it: which of these steps, which of its batches,
 * which of their parcels.
 */
interface Place {
  readonly step: number;
  readonly nth: number;
  readonly parcel: number;
}

function placeOf(text: string): Place {
  const [step = 0, nth = 0, parcel = 0] = text.split("-").map(Number);
  return { step, nth, parcel };
}

/** Step 0 is the batch itself; its makings come after it, in order. Each look is at one entry. */
function* batchesFrom(
  ledger: LedgerReader,
  batch: BatchRecord,
  from: Place,
): Generator<{ readonly one: BatchRecord; readonly at: Place }> {
  for (let { step, nth, parcel } = from; ; step++, nth = 0) {
    const made = step === 0 ? [batch.id] : descendantsOf(ledger, batch, step - 1, 1).found;
    if (made.length === 0) return;
    for (; nth < made.length; nth++, parcel = 0) {
      yield { one: batches.read(ledger, made[nth]!)!, at: { step, nth, parcel } };
    }
    parcel = 0;
  }
}

export interface ParcelReached {
  readonly parcel: ParcelRecord;
  /** Of the batch whose goods are in it. */
  readonly batchNo: string;
}
interface Wanted {
  /** `next` of the page before. */
  readonly from: string | undefined;
  readonly limit: number;
}

/** Parcels of a batch and of everything that was made from it. A page may have fewer than asked for, even none, and others after it. */
export function parcelsReached(
  ledger: LedgerReader,
  batch: BatchRecord,
  { from = "0-0-0", limit }: Wanted,
): Reached<ParcelReached> {
  const found: ParcelReached[] = [];
  let looked = 0;
  for (const { one, at } of batchesFrom(ledger, batch, placeOf(from))) {
    const here = `${at.step}-${at.nth}`;
    if (looked++ === BATCHES_A_CALL) return { found, next: `${here}-0` };
    const page = parcelsOf(ledger, one, at.parcel, limit - found.length);
    found.push(...page.found.map((parcel) => ({ parcel, batchNo: one.batchNo })));
    if (page.next !== undefined) return { found, next: `${here}-${page.next}` };
  }
  return { found, next: null };
}

/** The batches that were made from one, and from what was made from it. */
export function batchesReached(
  ledger: LedgerReader,
  batch: BatchRecord,
  { from = "1-0-0", limit }: Wanted,
): Reached<BatchRecord> {
  const found: BatchRecord[] = [];
  for (const { one, at } of batchesFrom(ledger, batch, placeOf(from))) {
    if (found.length === limit) return { found, next: `${at.step}-${at.nth}-0` };
    found.push(one);
  }
  return { found, next: null };
}
