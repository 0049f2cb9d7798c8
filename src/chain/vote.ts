import { toHex } from "../primitives/bytes.ts";
import { encode } from "../primitives/fields/codec.ts";
import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { domainHash } from "../primitives/hasher.ts";
import { limits } from "../primitives/limits.ts";
import { verifySignature } from "../primitives/verifier.ts";
import { ZERO_HASH } from "./block.ts";
import type { ValidatorSet } from "./validator-set.ts";

/** The three votes of PBFT's phases; a quorum of each is a certificate: prepared, committed, skipped. */
export const voteKind = field.choice(["prepare", "commit", "view-change"]);
export type VoteKind = ValueOf<typeof voteKind>;

/** What a vote says. Of a VIEW-CHANGE the digest is zeros. */
export const statement = field.record({
  chainId: field.hash(),
  epoch: field.uint(32),
  view: field.count(),
  kind: voteKind,
  digest: field.hash(),
});
export type Statement = ValueOf<typeof statement>;

export const vote = field.record({
  epoch: field.uint(32),
  view: field.count(),
  kind: voteKind,
  digest: field.hash(),
  /** Place of the signer in the epoch's validator set. */
  validator: field.uint(16),
  signature: field.bytes(64),
});
export type Vote = ValueOf<typeof vote>;

const seal = field.record({ validator: field.uint(16), signature: field.bytes(64) });

/** q votes of one kind for one digest in one view, from distinct validators of the epoch, ascending by place. */
export const certificate = field.record({
  epoch: field.uint(32),
  view: field.count(),
  kind: voteKind,
  digest: field.hash(),
  seals: field.list(seal, limits.validators, 1),
});
export type Certificate = ValueOf<typeof certificate>;

const hashStatement = domainHash("portolan vote 1");

/** The 32 bytes that a validator signs for a vote. */
export function statementHash(value: Statement): Uint8Array {
  return hashStatement(encode(statement, value));
}

/** True if the vote is by a validator of this set, for this epoch and chain, and signed by it. */
export function verifyVote(set: ValidatorSet, chainId: Uint8Array, value: Vote): boolean {
  const signer = set.validators[value.validator];
  if (signer === undefined || value.epoch !== set.epoch || !digestFitsKind(value)) return false;
  const { epoch, view, kind, digest } = value;
  const message = statementHash({ chainId, epoch, view, kind, digest });
  return verifySignature(value.signature, message, signer.publicKey);
}

/** C7. True if no validator that keeps the rules signs both: two digests for one kind, or COMMIT and VIEW-CHANGE. */
export function contradict(a: Vote, b: Vote): boolean {
  if (a.epoch !== b.epoch || a.view !== b.view || a.validator !== b.validator) return false;
  if (a.kind === b.kind) return toHex(a.digest) !== toHex(b.digest);
  return a.kind !== "prepare" && b.kind !== "prepare";
}

/** True if q distinct validators of this set signed one statement. A signer counts once, whatever it signed. */
export function verifyCertificate(
  set: ValidatorSet,
  chainId: Uint8Array,
  value: Certificate,
): boolean {
  if (value.epoch !== set.epoch || value.seals.length < set.quorum || !digestFitsKind(value)) {
    return false;
  }
  const { epoch, view, kind, digest } = value;
  const message = statementHash({ chainId, epoch, view, kind, digest });
  let last = -1;
  for (const { validator, signature } of value.seals) {
    const signer = set.validators[validator];
    if (signer === undefined || validator <= last) return false;
    if (!verifySignature(signature, message, signer.publicKey)) return false;
    last = validator;
  }
  return true;
}

/** Of a VIEW-CHANGE the digest is zeros, of the other votes it is not. */
export function digestFitsKind({ kind, digest }: { kind: VoteKind; digest: Uint8Array }): boolean {
  const isZero = toHex(digest) === toHex(ZERO_HASH);
  return kind === "view-change" ? isZero : !isZero;
}
