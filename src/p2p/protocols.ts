import { toHex } from "../primitives/bytes.ts";

/** The names under which two hosts of one network find each other's streams. */
export interface Protocols {
  readonly direct: string;
  readonly request: string;
  readonly batches: string;
}

/**
 * Protocol ids of a network. They carry the first 8 bytes of the chain id, so a member's node on
 * a test network and one on the production network can meet, but neither can open a stream to the other.
 */
export function protocolsOfChain(chainId: Uint8Array): Protocols {
  const network = toHex(chainId.subarray(0, 8));
  return {
    direct: `/portolan/${network}/direct/1`,
    request: `/portolan/${network}/request/1`,
    batches: `/portolan/${network}/transactions/1`,
  };
}
