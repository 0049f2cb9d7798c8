import { constitution, type EpochRecord, epochRecord } from "../../chain/epoch.ts";
import type { Constitution } from "../../chain/epoch.ts";
import { vote } from "../../chain/vote.ts";
import { assert } from "../../primitives/assert.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import type { Ledger, LedgerReader } from "../../state/ledger.ts";
import { stored } from "../stored.ts";

/** A node that may connect and follow, and has no vote. */
export const observer = field.record({
  name: field.text(limits.nameBytes),
  /** libp2p identity of its node. */
  peerId: field.text(64),
});
export type Observer = ValueOf<typeof observer>;

const observerList = field.record({ observers: field.list(observer, limits.observers) });

/** Two votes of one validator where C7 allows one, as they were put on chain. */
export const evidenceRecord = field.record({
  /** The validator's name in the set of the votes' epoch. */
  name: field.text(limits.nameBytes),
  first: vote,
  second: vote,
  reporter: field.account(),
  height: field.count(),
});
export type EvidenceRecord = ValueOf<typeof evidenceRecord>;

/** In text, so that keys sort as numbers do. */
const digits = (value: number, width: number): string => value.toString().padStart(width, "0");

/** What the next epoch begins with. An epoch ends as soon as this differs from its own (C13). */
export const constitutions = stored(constitution, () => "constitution");
export const epochs = stored(epochRecord, (epoch: number) => `epoch/${digits(epoch, 10)}`);
const observerLists = stored(observerList, () => "observers");
export const evidences = stored(
  evidenceRecord,
  (epoch: number, validator: number, view: number) =>
    `evidence/${digits(epoch, 10)}/${digits(validator, 5)}/${digits(view, 16)}`,
);

/** The constitution as the council has left it. */
export function constitutionOf(ledger: LedgerReader): Constitution {
  const value = constitutions.read(ledger);
  assert(value !== undefined, "genesis writes a constitution and nothing deletes it");
  return value;
}

/** An epoch that has begun. */
export function epochOf(ledger: LedgerReader, epoch: number): EpochRecord {
  const value = epochs.read(ledger, epoch);
  assert(value !== undefined, "an epoch's record is written by the block before its first");
  return value;
}

export function observersOf(ledger: LedgerReader): readonly Observer[] {
  return observerLists.read(ledger)?.observers ?? [];
}

export function writeObservers(ledger: Ledger, observers: readonly Observer[]): void {
  observerLists.write(ledger, { observers });
}
