import { ristretto255_oprf } from "@noble/curves/ed25519.js";

import type { Blinding } from "./blind.ts";
import type { Evaluation } from "./evaluate.ts";
import { PersonError } from "./person-error.ts";

/**
 * Finalize of RFC 9497 in its verifiable mode: the outputs, 64 bytes each, if the proof says that all were evaluated under the public
 * key, which the caller has from the ledger and not from who answers. About 2 ms each. Throws PROOF_INVALID for anything else.
 */
export function finalise(
  blindings: readonly Blinding[],
  { evaluated, proof }: Evaluation,
  publicKey: Uint8Array,
): Uint8Array[] {
  if (blindings.length === 0 || evaluated.length !== blindings.length) {
    throw new PersonError("PROOF_INVALID");
  }
  const items = blindings.map((one, i) => ({ ...one, evaluated: evaluated[i]! }));
  try {
    return ristretto255_oprf.voprf.finalizeBatch(items, publicKey, proof);
  } catch (error) {
    throw new PersonError("PROOF_INVALID", undefined, error);
  }
}
