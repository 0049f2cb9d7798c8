import { encode } from "../primitives/fields/codec.ts";
import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { domainHash } from "../primitives/hasher.ts";
import { limits } from "../primitives/limits.ts";
import { merkleRoot } from "../primitives/merkle.ts";

/**
 * A block's header. It holds no view, so the same block may be proposed again in a later one (docs/consensus C13).
 *
 * `stateRoot` and `receiptsRoot` are those after the parent: a block is voted on before it is executed.
 */
export const header = field.record({
  chainId: field.hash(),
  protocolVersion: field.uint(16),
  epoch: field.uint(32),
  height: field.count(),
  /** Milliseconds UTC, above the parent's (C12). */
  timeMs: field.count(),
  /** Digest of the parent's header; of the genesis header for height 1. */
  parent: field.hash(),
  transactionsRoot: field.hash(),
  stateRoot: field.hash(),
  receiptsRoot: field.hash(),
  /** Hash of the validator set that signs this block. */
  validators: field.hash(),
  /** Hash of the next epoch's set if this is the last block of its epoch, else zeros (C13). */
  nextValidators: field.hash(),
});
export type Header = ValueOf<typeof header>;

/** A transaction's two names in a block (docs/consensus, Transactions in blocks). */
export const transactionRef = field.record({ id: field.hash(), wireHash: field.hash() });
export type TransactionRef = ValueOf<typeof transactionRef>;

/** A block without its bodies: what is voted on. */
export const block = field.record({
  header,
  transactions: field.list(transactionRef, limits.transactionsPerBlock),
});
export type Block = ValueOf<typeof block>;

const hashHeader = domainHash("portolan header 1");
const hashTransactionLeaf = domainHash("portolan transaction leaf 1");
const hashOrder = domainHash("portolan transaction order 1");

/** The block's digest: the hash of its header, which every vote names. */
export function digestOf(value: Header): Uint8Array {
  return hashHeader(encode(header, value));
}

export function transactionLeaf(ref: TransactionRef): Uint8Array {
  return hashTransactionLeaf(ref.id, ref.wireHash);
}

export function transactionsRoot(refs: readonly TransactionRef[]): Uint8Array {
  return merkleRoot(refs.map(transactionLeaf));
}

/**
 * Where a transaction stands in a block: ascending by this key. It depends on the parent, so a primary cannot place
 * itself before another's order by choosing an id in advance.
 */
export function orderKey(parent: Uint8Array, id: Uint8Array): Uint8Array {
  return hashOrder(parent, id);
}

export const ZERO_HASH: Uint8Array = new Uint8Array(32);
