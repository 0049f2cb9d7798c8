import { localSigner } from "../consensus/local-signer.ts";
import type { SignerPort } from "../consensus/ports.ts";
import type { NodeConfig } from "./config.ts";
import { loadKey } from "./node-keys.ts";

/** Who a node votes as: a public key, and where its signatures come from. */
export interface Voter {
  readonly publicKey: Uint8Array;
  readonly signer: SignerPort;
  stop(): Promise<void>;
}

/** The voter that the configuration names; undefined for a node that only observes. */
export async function loadVoter(
  keys: NodeConfig["keys"],
  passphrase: string,
): Promise<Voter | undefined> {
  if (keys.validator === undefined) return undefined;
  const key = await loadKey(keys.validator, passphrase);
  return { publicKey: key.publicKey, signer: localSigner(key), stop: async () => undefined };
}
