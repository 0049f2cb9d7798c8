import { hash } from "node:crypto";

import { hashInto } from "@chainsafe/hashtree";
import sodium from "sodium-native";

import { installHasher } from "../primitives/hasher.ts";
import { installVerifier } from "../primitives/verifier.ts";

/**
 * Native SHA-256 and Ed25519 in place of the portable ones: the same answers, 2 to 20 times faster. First thing that an
 * entry point does.
 */
export function installNative(): void {
  installHasher({
    sha256: nativeSha256,
    hashPairs(pairs) {
      const digests = new Uint8Array(pairs.length / 2);
      hashInto(pairs, digests);
      return digests;
    },
  });
  installVerifier({
    verify(signature, message, publicKey) {
      if (signature.length !== 64 || publicKey.length !== 32) return false;
      return sodium.crypto_sign_verify_detached(view(signature), view(message), view(publicKey));
    },
  });
}

/** The digest fetched as text makes no buffer outside the heap: 0.7 µs against 2 to 3, and a third of the garbage. */
function nativeSha256(data: Uint8Array): Uint8Array {
  const text = hash("sha256", data, "binary");
  const digest = new Uint8Array(32);
  for (let i = 0; i < 32; i++) digest[i] = text.charCodeAt(i);
  return digest;
}

/** sodium-native takes Node.js buffers; this shares the memory. */
function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
