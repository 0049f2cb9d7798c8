import { ristretto255_oprf } from "@noble/curves/ed25519.js";

import { utf8 } from "../primitives/bytes.ts";

/** A regulator's key of the oblivious PRF. Whoever has the secret can test any number that it guesses. */
export interface RegulatorKey {
  /** A scalar, 32 bytes. */
  readonly secretKey: Uint8Array;
  /** An element of ristretto255, 32 bytes: what the ledger has. */
  readonly publicKey: Uint8Array;
}

/** RFC 9497 section 3.2.1: the info tells this use of a key file's seed from every other. */
const INFO = utf8("portolan person keys 1");

/** The key from the 32-byte seed of a key file (DeriveKeyPair, verifiable mode). */
export function regulatorKeyOf(seed: Uint8Array): RegulatorKey {
  return ristretto255_oprf.voprf.deriveKeyPair(seed, INFO);
}
