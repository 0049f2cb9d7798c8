import { localSigner } from "../consensus/local-signer.ts";
import type { SignerPort } from "../consensus/ports.ts";
import { toHex } from "../primitives/bytes.ts";
import { placeText } from "../signer/address.ts";
import type { LinkEvent } from "../signer/link.ts";
import { RemoteSigner } from "../signer/remote-signer.ts";
import type { NodeConfig, RemoteKey } from "./config.ts";
import type { NodeLog } from "./log.ts";
import { loadKey } from "./node-keys.ts";

/** Who a node votes as: a public key, and where its signatures come from. */
export interface Voter {
  readonly publicKey: Uint8Array;
  readonly signer: SignerPort;
  stop(): Promise<void>;
}

export interface VoterOptions {
  readonly keys: NodeConfig["keys"];
  readonly passphrase: string;
  readonly log: NodeLog;
  readonly onFatal: (error: Error) => void;
}

/** The voter that the configuration names; undefined for a node that only observes. */
export async function loadVoter(options: VoterOptions): Promise<Voter | undefined> {
  const { keys, passphrase } = options;
  if (keys.signer !== undefined) return remoteVoter(keys.signer, options);
  if (keys.validator === undefined) return undefined;
  const key = await loadKey(keys.validator, passphrase);
  return { publicKey: key.publicKey, signer: localSigner(key), stop: async () => undefined };
}

async function remoteVoter(
  { place, publicKey, waitMs }: RemoteKey,
  { log, onFatal }: VoterOptions,
): Promise<Voter> {
  const at = placeText(place);
  const onEvent = (event: LinkEvent): void => {
    if (event.kind === "up") return log.info({ at }, "the signer is connected");
    if (event.kind === "wrong-key") {
      return log.error({ at, found: toHex(event.found) }, "the signer holds another key");
    }
    log.warn({ at, reason: event.reason }, "the signer is not connected");
  };
  const signer = await RemoteSigner.connect({ place, publicKey, waitMs, onEvent, onFatal });
  return { publicKey, signer, stop: () => signer.stop() };
}
