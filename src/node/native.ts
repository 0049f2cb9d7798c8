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
    sha256: (data) => hash("sha256", data, "buffer"),
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

/** sodium-native takes Node.js buffers; this shares the memory. */
function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
