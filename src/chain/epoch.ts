import { compareBytes, toHex } from "../primitives/bytes.ts";
import { encode } from "../primitives/fields/codec.ts";
import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { limits } from "../primitives/limits.ts";
import { type Header, ZERO_HASH } from "./block.ts";
import { parameters } from "./parameters.ts";
import { type Validator, validator, type ValidatorSet, validatorSet } from "./validator-set.ts";

/**
 * What holds for a whole epoch (C13): who votes, by which parameters, and which rules the blocks are executed by. It
 * changes between two epochs and at no other time.
 */
export const constitution = field.record({
  protocolVersion: field.uint(16),
  parameters,
  validators: field.list(validator, limits.validators, 1),
});
export type Constitution = ValueOf<typeof constitution>;

export const epochRecord = field.record({
  epoch: field.uint(32),
  /** Height of the epoch's first block. */
  firstHeight: field.count(),
  constitution,
});
export type EpochRecord = ValueOf<typeof epochRecord>;

const sets = new WeakMap<EpochRecord, ValidatorSet>();

/** The epoch's validators. A record is hashed once: every header of the epoch carries the hash. */
export function validatorsOf(record: EpochRecord): ValidatorSet {
  const known = sets.get(record);
  if (known !== undefined) return known;
  const set = validatorSet(record.epoch, record.constitution.validators);
  sets.set(record, set);
  return set;
}

/** C13. True for the header of an epoch's last block: it names the set of the next one. */
export function isLastOfEpoch({ nextValidators }: Header): boolean {
  return compareBytes(nextValidators, ZERO_HASH) !== 0;
}

/** The epoch that a block on this one belongs to. */
export function epochAfter(header: Header): number {
  return isLastOfEpoch(header) ? header.epoch + 1 : header.epoch;
}

/** The last comparison of each: every header asks, and the answer changes with the council's decisions only. */
const compared = new WeakMap<
  Constitution,
  { readonly other: Constitution; readonly same: boolean }
>();

export function sameConstitution(a: Constitution, b: Constitution): boolean {
  const known = compared.get(a);
  if (known?.other === b) return known.same;
  const same = compareBytes(encode(constitution, a), encode(constitution, b)) === 0;
  compared.set(a, { other: b, same });
  return same;
}

/** What is wrong with a list of validators; undefined if nothing is. */
export function validatorsProblem(validators: readonly Validator[]): string | undefined {
  const repeated = (what: string, values: readonly string[]): string | undefined =>
    new Set(values).size === values.length ? undefined : `two validators have one ${what}`;
  return (
    repeated(
      "name",
      validators.map(({ name }) => name),
    ) ??
    repeated(
      "peer id",
      validators.map(({ peerId }) => peerId),
    ) ??
    repeated(
      "key",
      validators.map(({ publicKey }) => toHex(publicKey)),
    )
  );
}
