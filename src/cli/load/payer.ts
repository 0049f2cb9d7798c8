import sodium from "sodium-native";

import type { Signature } from "../../chain/transaction.ts";
import { accountOfKey, type AccountId } from "../../primitives/account-id.ts";

/** An account that pays, and whoever signs for it. */
export interface Payer {
  readonly account: AccountId;
  readonly publicKeys: readonly Uint8Array[];
  /** Signatures over a transaction's id, by all who must sign. */
  sign(id: Uint8Array): Signature[];
}

/**
 * The payer whose keys have these seeds; the account is the first key's own unless it is given.
 *
 * Signs with libsodium: a load is signed by the hundred thousand, and the portable signer takes many times as long.
 */
export function payerOf(seeds: readonly [Uint8Array, ...Uint8Array[]], account?: AccountId): Payer {
  const pairs = seeds.map(keyPairOf);
  return {
    account: account ?? accountOfKey(pairs[0]!.publicKey),
    publicKeys: pairs.map(({ publicKey }) => publicKey),
    sign: (id) =>
      pairs.map(({ publicKey, secret }) => {
        const signature = Buffer.allocUnsafeSlow(sodium.crypto_sign_BYTES);
        sodium.crypto_sign_detached(signature, Buffer.from(id), secret);
        return { publicKey, signature: new Uint8Array(signature.buffer) };
      }),
  };
}

/** The public key of a seed, and what libsodium signs with. */
export function keyPairOf(seed: Uint8Array): { publicKey: Uint8Array; secret: Buffer } {
  const publicKey = Buffer.allocUnsafeSlow(sodium.crypto_sign_PUBLICKEYBYTES);
  const secret = Buffer.allocUnsafeSlow(sodium.crypto_sign_SECRETKEYBYTES);
  sodium.crypto_sign_seed_keypair(publicKey, secret, Buffer.from(seed));
  return { publicKey: new Uint8Array(publicKey.buffer), secret };
}
