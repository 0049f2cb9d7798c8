import { encode } from "../primitives/fields/codec.ts";
import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { domainHash } from "../primitives/hasher.ts";
import { limits } from "../primitives/limits.ts";
import { merkleRoot } from "../primitives/merkle.ts";

/** What really happened to a transaction, so that nobody has to trust the request. */
export const receipt = field.record({
  transaction: field.hash(),
  /** `OK`, or the failure's code; of a failed transaction nothing was written. */
  code: field.text(40, /^[A-Z][A-Z0-9_]*$/),
  /** Which operation failed; absent if none did, or if the transaction failed as a whole. */
  failedOperation: field.optional(field.uint(8)),
  /** One result per operation, as its type declares it; empty if the transaction failed. */
  results: field.list(field.blob(limits.resultBytes), limits.operationsPerTransaction),
});
export type Receipt = ValueOf<typeof receipt>;

const hashReceipt = domainHash("portolan receipt 1");

export function receiptLeaf(value: Receipt): Uint8Array {
  return hashReceipt(encode(receipt, value));
}

export function receiptsRoot(receipts: readonly Receipt[]): Uint8Array {
  return merkleRoot(receipts.map(receiptLeaf));
}
