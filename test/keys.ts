import { ed25519 } from "@noble/curves/ed25519.js";

import type { Signature, Transaction, TransactionBody } from "../src/chain/transaction.ts";
import { sealTransaction, transactionId } from "../src/chain/transaction.ts";
import { accountOfKey, type AccountId } from "../src/primitives/account-id.ts";
import { sha256 } from "../src/primitives/hasher.ts";
import { utf8 } from "../src/primitives/bytes.ts";

/** A key for tests, the same for the same name in every run. */
export interface TestKey {
  readonly name: string;
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly account: AccountId;
  sign(message: Uint8Array): Uint8Array;
}

export function testKey(name: string): TestKey {
  const seed = sha256(utf8(`test key ${name}`));
  const publicKey = ed25519.getPublicKey(seed);
  return {
    name,
    seed,
    publicKey,
    account: accountOfKey(publicKey),
    sign: (message) => ed25519.sign(message, seed),
  };
}

export function signBody(body: TransactionBody, ...keys: readonly TestKey[]): Transaction {
  const id = transactionId(body);
  const signatures: Signature[] = keys.map((key) => ({
    publicKey: key.publicKey,
    signature: key.sign(id),
  }));
  return sealTransaction(body, signatures);
}
