import { generateKeyPairFromSeed } from "@libp2p/crypto/keys";
import { peerIdFromPrivateKey } from "@libp2p/peer-id";
import type { PrivateKey } from "@libp2p/interface";

import { PeerError } from "./peer-error.ts";

/** The network identity of a node: the Ed25519 key pair of a 32-byte seed. */
export async function networkKeyOfSeed(seed: Uint8Array): Promise<PrivateKey> {
  if (seed.length !== 32) {
    throw new PeerError(
      "BAD_SEED",
      `The seed of the network identity must be 32 bytes, not ${seed.length}. Restore the node's key file.`,
      { length: seed.length },
    );
  }
  return generateKeyPairFromSeed("Ed25519", seed);
}

/** The peer id (text, `12D3Koo…`) that belongs to a seed: what a member list names. */
export async function peerIdOfSeed(seed: Uint8Array): Promise<string> {
  return peerIdFromPrivateKey(await networkKeyOfSeed(seed)).toString();
}
