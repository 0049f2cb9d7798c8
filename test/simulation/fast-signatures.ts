import sodium from "sodium-native";

import { toHex } from "../../src/primitives/bytes.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import { installVerifier } from "../../src/primitives/verifier.ts";
import { installNative } from "../../src/node/native.ts";

/**
 * Real Ed25519 keys and signatures, checked once per run of the program instead of once per simulated replica: what one
 * replica verified, or this program signed, the others need not compute again.
 */
installNative();

const answers = new Map<string, boolean>();
const ANSWERS_MAX = 200_000;

function keyOf(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): string {
  return toHex(signature) + toHex(message) + toHex(publicKey.subarray(0, 8));
}

function remember(key: string, answer: boolean): boolean {
  if (answers.size >= ANSWERS_MAX) answers.clear();
  answers.set(key, answer);
  return answer;
}

installVerifier({
  verify(signature, message, publicKey) {
    if (signature.length !== 64 || publicKey.length !== 32) return false;
    const key = keyOf(signature, message, publicKey);
    return (
      answers.get(key) ??
      remember(
        key,
        sodium.crypto_sign_verify_detached(
          Buffer.from(signature),
          Buffer.from(message),
          Buffer.from(publicKey),
        ),
      )
    );
  },
});

export interface SimulatedKey {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

export function simulatedKey(name: string): SimulatedKey {
  const publicKey = Buffer.alloc(32);
  const secretKey = Buffer.alloc(64);
  const seed = Buffer.from(sha256(new TextEncoder().encode(`simulated key ${name}`)));
  sodium.crypto_sign_seed_keypair(publicKey, secretKey, seed);
  const key = new Uint8Array(publicKey);
  return {
    publicKey: key,
    sign(message) {
      const signature = Buffer.alloc(64);
      sodium.crypto_sign_detached(signature, Buffer.from(message), secretKey);
      const bytes = new Uint8Array(signature);
      remember(keyOf(bytes, message, key), true);
      return bytes;
    },
  };
}
