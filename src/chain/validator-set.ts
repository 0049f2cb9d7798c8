import { toHex } from "../primitives/bytes.ts";
import { encode } from "../primitives/fields/codec.ts";
import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { domainHash } from "../primitives/hasher.ts";
import { limits } from "../primitives/limits.ts";

export const validator = field.record({
  name: field.text(limits.nameBytes),
  /** Ed25519 key that signs votes. */
  publicKey: field.bytes(32),
  /** libp2p identity of its node. */
  peerId: field.text(64),
});
export type Validator = ValueOf<typeof validator>;

const validatorSetRecord = field.record({
  epoch: field.uint(32),
  validators: field.list(validator, limits.validators, 1),
});

/** The validators of one epoch, in the order that the round robin and the bits of certificates go by. */
export interface ValidatorSet {
  readonly epoch: number;
  readonly validators: readonly Validator[];
  /** Binds epoch, order and keys; headers carry it. */
  readonly hash: Uint8Array;
  /** q = ⌈(n+f+1)/2⌉ with f = ⌊(n−1)/3⌋: two quorums share an honest validator. Never 2f+1 (docs/consensus). */
  readonly quorum: number;
  /** f: how many may be Byzantine. */
  readonly faulty: number;
}

const hashSet = domainHash("portolan validator set 1");

export function validatorSet(epoch: number, validators: readonly Validator[]): ValidatorSet {
  const n = validators.length;
  const faulty = Math.floor((n - 1) / 3);
  return {
    epoch,
    validators,
    hash: hashSet(encode(validatorSetRecord, { epoch, validators })),
    quorum: Math.ceil((n + faulty + 1) / 2),
    faulty,
  };
}

/** Place of a key in the set, or -1. */
export function indexOfKey(set: ValidatorSet, publicKey: Uint8Array): number {
  const wanted = toHex(publicKey);
  return set.validators.findIndex((one) => toHex(one.publicKey) === wanted);
}

/** Whose turn it is to propose in a view: round robin. Views start at 1. */
export function primaryOf(set: ValidatorSet, view: number): number {
  return (view - 1) % set.validators.length;
}
