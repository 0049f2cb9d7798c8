import { decode, encode } from "../../primitives/fields/codec.ts";
import type { PeerHost } from "../../p2p/host.ts";
import { PeerError } from "../../p2p/peer-error.ts";
import type { PersonEvaluation } from "../../rpc/person-evaluation.ts";
import { answer, evaluationOf, question, topic } from "./messages.ts";

/** A full queue at the regulator's node takes some seconds. */
const TIMEOUT_MS = 20_000;
const BUSY_MS = 1_000;

/** Asks the regulator's node. Whether it used the key is for whoever blinded the numbers: only there the proof can be checked. */
export async function askRegulator(
  host: Pick<PeerHost, "request">,
  { peerId, publicKey }: { readonly peerId: string; readonly publicKey: Uint8Array },
  country: string,
  blinded: readonly Uint8Array[],
): Promise<PersonEvaluation> {
  const body = encode(question, { country, blinded: [...blinded] });
  let bytes: Uint8Array;
  try {
    bytes = await host.request(peerId, topic, body, TIMEOUT_MS);
  } catch (error) {
    if (error instanceof PeerError) return unanswered(error);
    throw error;
  }
  const read = decode(answer, bytes);
  const said = read.ok ? evaluationOf(read.value, blinded.length, publicKey) : undefined;
  return said ?? { code: "REGULATOR_REFUSED" };
}

function unanswered({ code }: PeerError): PersonEvaluation {
  if (code === "PEER_BUSY") return { code: "REGULATOR_BUSY", retryAfterMs: BUSY_MS };
  return { code: code === "PEER_REFUSED" ? "REGULATOR_REFUSED" : "REGULATOR_OFFLINE" };
}
