import type { webcrypto } from "node:crypto";

/** The HPKE library names the types of browsers; Node.js has the same under another name. */
declare global {
  type CryptoKey = webcrypto.CryptoKey;
  type CryptoKeyPair = webcrypto.CryptoKeyPair;
}
