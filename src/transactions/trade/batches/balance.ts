import { toHex } from "../../../primitives/bytes.ts";
import type { Entry, LedgerReader, Writes } from "../../../state/ledger.ts";
import { PARCEL_PREFIX, parcels } from "./parcels.ts";
import { BATCH_PREFIX, batches, type BatchRecord } from "./records.ts";

/**
 * Every unit is somewhere once, of every batch that a transaction touched: quantity = left + passed on + packed; what was passed on
 * is the shares of the batches that were made; what was packed is in parcels; a merged batch is the sum of its shares.
 */
export function batchesBalance(before: LedgerReader, writes: Writes): boolean {
  const drift = new Map<string, bigint>();
  const add = (what: string, delta: bigint): void => {
    drift.set(what, (drift.get(what) ?? 0n) + delta);
  };
  for (const [key, entry] of writes) {
    if (key.startsWith(BATCH_PREFIX)) {
      const [was, is] = [meaningOf(before.entry(key)), meaningOf(entry)];
      if (is === undefined || !isWhole(is) || (was && was.quantity !== is.quantity)) return false;
      add(`passed on ${toHex(is.id)}`, is.passedOn - (was?.passedOn ?? 0n));
      add(`packed ${toHex(is.id)}`, is.packed - (was?.packed ?? 0n));
      if (was !== undefined) continue;
      for (const one of is.parents) add(`passed on ${toHex(one.batch)}`, -one.quantity);
    } else if (key.startsWith(PARCEL_PREFIX)) {
      if (entry === undefined || before.has(key)) return false; // written once and kept for ever
      const { batch, quantity } = parcels.meaningOf(entry);
      add(`packed ${toHex(batch)}`, -quantity);
    }
  }
  return [...drift.values()].every((delta) => delta === 0n);
}

function meaningOf(entry: Entry | undefined): BatchRecord | undefined {
  return entry && batches.meaningOf(entry);
}

function isWhole({ quantity, left, passedOn, packed, parents }: BatchRecord): boolean {
  if (left + passedOn + packed !== quantity) return false;
  return parents.length === 0 || quantity === parents.reduce((all, one) => all + one.quantity, 0n);
}
