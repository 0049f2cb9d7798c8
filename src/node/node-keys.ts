import sodium from "sodium-native";

import { loadKey as loadKeyFile } from "./keys/key-store.ts";

/** A key that a node holds in memory: its network identity, or the one it votes with. */
export interface NodeKey {
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  /** Ed25519 over 32 bytes; deterministic. */
  sign(message: Uint8Array): Uint8Array;
}

/** Opens a key file. Throws `KeyError` with what to do. */
export async function loadKey(path: string, passphrase: string): Promise<NodeKey> {
  const { seed, publicKey } = await loadKeyFile(path, passphrase);
  const secret = Buffer.alloc(sodium.crypto_sign_SECRETKEYBYTES);
  const discarded = Buffer.alloc(sodium.crypto_sign_PUBLICKEYBYTES);
  sodium.crypto_sign_seed_keypair(discarded, secret, Buffer.from(seed));
  return {
    seed,
    publicKey,
    sign(message) {
      const signature = Buffer.alloc(sodium.crypto_sign_BYTES);
      sodium.crypto_sign_detached(signature, Buffer.from(message), secret);
      return new Uint8Array(signature);
    },
  };
}
