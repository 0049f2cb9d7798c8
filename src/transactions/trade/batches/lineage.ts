import { compareBytes, toHex } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { entryKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";
import { ANCESTORS_MAX, type BatchRecord, batches, PARTS_MAX } from "./records.ts";

/** How many steps made batches from one, its children's included. */
export const descendantCounts = stored(
  field.record({ count: field.count() }),
  entryKey("trade/batch-descendants"),
);
/** By ancestor and place, from 0: the batches that one operation made from it or from what was made from it. */
export const descendants = stored(
  field.record({ batches: field.list(field.hash(), PARTS_MAX, 1) }),
  (ancestor: Uint8Array, place: number) =>
    `trade/batch-descendant/${toHex(ancestor)}/${place.toString().padStart(9, "0")}`,
);

/** What a batch that is made from these is made from, ascending; undefined if that is too many. */
export function ancestorsOf(parents: readonly BatchRecord[]): Uint8Array[] | undefined {
  const found = new Map<string, Uint8Array>();
  for (const { id, ancestors } of parents) {
    for (const one of [id, ...ancestors]) found.set(toHex(one), one);
  }
  if (found.size > ANCESTORS_MAX) return undefined;
  return [...found.values()].sort(compareBytes);
}

/** Notes batches with everything that they were made from: one entry for each of these, however many the batches are. */
export function noteDescendants(
  ledger: Ledger,
  ancestors: readonly Uint8Array[],
  made: readonly Uint8Array[],
): void {
  for (const ancestor of ancestors) {
    const { count } = descendantCounts.read(ledger, ancestor) ?? { count: 0 };
    descendants.write(ledger, { batches: made }, ancestor, count);
    descendantCounts.write(ledger, { count: count + 1 }, ancestor);
  }
}

/** The batch whose recall reaches this one: itself, or the first of those that it was made from; undefined if none is recalled. */
export function recallOf(ledger: LedgerReader, batch: BatchRecord): BatchRecord | undefined {
  if (batch.recall !== undefined) return batch;
  for (const id of batch.ancestors) {
    const ancestor = batches.read(ledger, id)!;
    if (ancestor.recall !== undefined) return ancestor;
  }
  return undefined;
}
