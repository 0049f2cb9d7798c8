import { ed25519 } from "@noble/curves/ed25519.js";

/**
 * Ed25519 as libsodium decides it: canonical S and key, no small-order A or R, cofactorless (architecture, decision 5).
 * Verifiers disagree on such signatures, and two replicas that disagree fork: nothing calls a library's verify bare.
 */
export interface Verifier {
  /** True if `signature` (64 bytes) over `message` is valid for `publicKey` (32 bytes). Never throws. */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

/** The reference, for browsers, offline verification and platforms without a native build. */
export const portableVerifier: Verifier = {
  verify(signature, message, publicKey) {
    if (signature.length !== 64 || publicKey.length !== 32) return false;
    try {
      if (ed25519.Point.fromBytes(publicKey).isSmallOrder()) return false;
      if (ed25519.Point.fromBytes(signature.subarray(0, 32)).isSmallOrder()) return false;
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false; // a key or R that is not the canonical encoding of a point
    }
  },
};

let current: Verifier = portableVerifier;

/** Replaces the portable verifier. Called once, by the composition root, before anything is verified. */
export function installVerifier(verifier: Verifier): void {
  current = verifier;
}

export function verifySignature(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
): boolean {
  return current.verify(signature, message, publicKey);
}
