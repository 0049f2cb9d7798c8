import { compareBytes } from "../primitives/bytes.ts";
import { type Decoded, decode, decodeInPlace, encode } from "../primitives/fields/codec.ts";
import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { domainHash } from "../primitives/hasher.ts";
import { limits } from "../primitives/limits.ts";

/**
 * One operation on the wire: its type's permanent tag and the type's own bytes. `source` is whose authority it needs;
 * absent means the transaction's account.
 */
export const operationEnvelope = field.record({
  tag: field.uint(16),
  source: field.optional(field.account()),
  body: field.blob(limits.operationBytes),
});
export type OperationEnvelope = ValueOf<typeof operationEnvelope>;

/** What is signed. There are no sequence numbers (architecture, decision 2): the nonce makes ids differ. */
export const transactionBody = field.record({
  chainId: field.hash(),
  account: field.account(),
  nonce: field.bytes(16),
  /** The last block time, in milliseconds UTC, at which it may be included. */
  validUntil: field.count(),
  operations: field.list(operationEnvelope, limits.operationsPerTransaction, 1),
});
export type TransactionBody = ValueOf<typeof transactionBody>;

export const signature = field.record({
  publicKey: field.bytes(32),
  signature: field.bytes(64),
});
export type Signature = ValueOf<typeof signature>;

const signedTransaction = field.record({
  body: transactionBody,
  /** In ascending order of public key, each key once, so that a set of signatures has one form. */
  signatures: field.list(signature, limits.signaturesPerTransaction, 1),
});

/** With room for any list that fits the bytes: only to tell one that is too long from bytes that mean nothing. */
const oversizedTransaction = field.record({
  body: field.record({
    ...transactionBody.shape,
    operations: field.list(operationEnvelope, limits.transactionBytes),
  }),
  signatures: field.list(signature, limits.signaturesPerTransaction),
});

/** A well-formed transaction with its derived identities. Its signatures may still be wrong. */
export interface Transaction {
  readonly body: TransactionBody;
  readonly signatures: readonly Signature[];
  /** Hash of the unsigned body: what replay protection and users go by, and what is signed. */
  readonly id: Uint8Array;
  /** Hash of id and signatures: what bodies and the signature cache are keyed by. */
  readonly wireHash: Uint8Array;
  readonly bytes: Uint8Array;
}

const hashBody = domainHash("portolan transaction 1");
const hashWire = domainHash("portolan signed transaction 1");

/** The hash that every signer signs; it is also the transaction's id. */
export function transactionId(body: TransactionBody): Uint8Array {
  return hashBody(encode(transactionBody, body));
}

/** Puts signatures in canonical order and derives id and wireHash. Throws `FieldError` on values out of bounds. */
export function sealTransaction(
  body: TransactionBody,
  signatures: readonly Signature[],
): Transaction {
  const ordered = [...signatures].sort((a, b) => compareBytes(a.publicKey, b.publicKey));
  return identify(body, ordered, encode(signedTransaction, { body, signatures: ordered }));
}

/** Reads a transaction from the wire. Never throws. */
export function decodeTransaction(bytes: Uint8Array): Decoded<Transaction> {
  if (bytes.length > limits.transactionBytes) {
    return malformed("", `is larger than ${limits.transactionBytes} bytes`);
  }
  const decoded = decodeInPlace(signedTransaction, bytes);
  if (!decoded.ok) return hasTooManyOperations(bytes) ?? decoded;
  const { body, signatures } = decoded.value;
  for (let i = 1; i < signatures.length; i++) {
    if (compareBytes(signatures[i - 1]!.publicKey, signatures[i]!.publicKey) >= 0) {
      return malformed("signatures", "must be in ascending order of public key, each key once");
    }
  }
  return { ok: true, value: identify(body, signatures, bytes) };
}

function hasTooManyOperations(bytes: Uint8Array): Decoded<never> | undefined {
  const decoded = decode(oversizedTransaction, bytes);
  const count = decoded.ok ? decoded.value.body.operations.length : 0;
  if (count <= limits.operationsPerTransaction) return undefined;
  return malformed("body.operations", `has ${count} entries`);
}

function identify(
  body: TransactionBody,
  signatures: readonly Signature[],
  bytes: Uint8Array,
): Transaction {
  const { signed, seals } = partsOf(bytes);
  const id = hashBody(signed);
  const wireHash = hashWire(id, seals);
  return { body, signatures, id, wireHash, bytes };
}

/**
 * The canonical bytes of the body and of the signatures, where they stand in those of the whole: SSZ writes the offsets of
 * both, four bytes each, and then the two. Encoding them again to hash them took a fifth of reading a transaction.
 */
function partsOf(bytes: Uint8Array): { signed: Uint8Array; seals: Uint8Array } {
  const offsets = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const [from, to] = [offsets.getUint32(0, true), offsets.getUint32(4, true)];
  return { signed: bytes.subarray(from, to), seals: bytes.subarray(to) };
}

function malformed(path: string, message: string): Decoded<never> {
  return { ok: false, problem: { path, message } };
}
