import { ristretto255 } from "@noble/curves/ed25519.js";

/**
 * True for the canonical encoding (RFC 9496) of an element of ristretto255 that is not the identity: RFC 9497 section 3.3 has every
 * element refused that is not, whoever sent it.
 */
export function isRistrettoElement(bytes: Uint8Array): boolean {
  try {
    return !ristretto255.Point.fromBytes(bytes).equals(ristretto255.Point.ZERO);
  } catch {
    return false; // the library throws on bytes that encode no element
  }
}
