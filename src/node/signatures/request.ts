import type { Transaction } from "../../chain/transaction.ts";
import { verifySignature } from "../../primitives/verifier.ts";

/** What a thread is told of a signature: the transaction's id, the key and the signature, all of fixed size. */
const KEY_AT = 32;
const SIGNATURE_AT = KEY_AT + 32;
const SIZE = SIGNATURE_AT + 64;

/** The signatures of all of these, one after the other in one array: a message to a thread costs the same whatever it holds. */
export function packSignatures(transactions: readonly Transaction[]): Uint8Array {
  const packed = new Uint8Array(SIZE * countSignatures(transactions));
  let at = 0;
  for (const { id, signatures } of transactions) {
    for (const { publicKey, signature } of signatures) {
      packed.set(id, at);
      packed.set(publicKey, at + KEY_AT);
      packed.set(signature, at + SIGNATURE_AT);
      at += SIZE;
    }
  }
  return packed;
}

export function countSignatures(transactions: readonly Transaction[]): number {
  return transactions.reduce((sum, { signatures }) => sum + signatures.length, 0);
}

/** 1 for each that is its key's over the id, else 0; in their order. */
export function checkPacked(packed: Uint8Array): Uint8Array {
  const verdicts = new Uint8Array(packed.length / SIZE);
  for (let i = 0; i < verdicts.length; i++) {
    const one = packed.subarray(i * SIZE, (i + 1) * SIZE);
    const id = one.subarray(0, KEY_AT);
    const publicKey = one.subarray(KEY_AT, SIGNATURE_AT);
    verdicts[i] = verifySignature(one.subarray(SIGNATURE_AT), id, publicKey) ? 1 : 0;
  }
  return verdicts;
}
