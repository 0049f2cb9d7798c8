import type { Header } from "../chain/block.ts";
import {
  epochAfter,
  type EpochRecord,
  isLastOfEpoch,
  sameConstitution,
  validatorsOf,
} from "../chain/epoch.ts";
import type { Ledger, LedgerReader } from "../state/ledger.ts";
import { constitutionOf, epochOf, epochs } from "../transactions/council/records.ts";

/** The epoch of a block on this one. `after` is the state after it. */
export function epochOfChild(header: Header, after: LedgerReader): EpochRecord {
  return epochOf(after, epochAfter(header));
}

/**
 * C13. The epoch that follows, if the next block ends the present one: if the state names another constitution than the
 * epoch began with. What the last block itself changes acts at the end of the next epoch.
 */
export function nextEpoch(
  current: EpochRecord,
  height: number,
  ledger: LedgerReader,
): EpochRecord | undefined {
  const constitution = constitutionOf(ledger);
  if (sameConstitution(constitution, current.constitution)) return undefined;
  return { epoch: current.epoch + 1, firstHeight: height + 1, constitution };
}

/** C13. Written by the last block of an epoch, before its transactions: the set that its header names. */
export function writeNextEpoch(header: Header, before: EpochRecord, ledger: Ledger): void {
  if (!isLastOfEpoch(header)) return;
  const next = nextEpoch(before, header.height, ledger);
  if (next !== undefined) epochs.write(ledger, next, next.epoch);
}

/** The hash of the set that follows, or undefined; what `nextValidators` says in the header at this height. */
export function nextValidatorsHash(
  current: EpochRecord,
  height: number,
  ledger: LedgerReader,
): Uint8Array | undefined {
  const next = nextEpoch(current, height, ledger);
  return next === undefined ? undefined : validatorsOf(next).hash;
}
