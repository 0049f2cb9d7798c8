import { ristretto255_oprf } from "@noble/curves/ed25519.js";

import { limits } from "../primitives/limits.ts";
import { isRistrettoElement } from "../primitives/ristretto.ts";
import { PersonError } from "./person-error.ts";
import type { RegulatorKey } from "./regulator-key.ts";

/** What a regulator's node answers to blinded inputs. */
export interface Evaluation {
  /** One for each, in their order: elements of 32 bytes. */
  readonly evaluated: readonly Uint8Array[];
  /** That all of them were evaluated under one key: two scalars, 64 bytes (RFC 9497 section 2.2). */
  readonly proof: Uint8Array;
}

/**
 * BlindEvaluate of RFC 9497 in its verifiable mode: 1 to 100 elements under one proof. What it is given tells it nothing of any number.
 * 5 ms for one and 1.6 ms each for a hundred, so a node calls it in a thread. Throws BATCH_SIZE, and BAD_ELEMENT with its place.
 */
export function evaluate(
  { secretKey, publicKey }: RegulatorKey,
  blinded: readonly Uint8Array[],
  random?: (length?: number) => Uint8Array<ArrayBuffer>,
): Evaluation {
  const { length } = blinded;
  if (length < 1 || length > limits.blindedPerRequest) throw new PersonError("BATCH_SIZE");
  try {
    return ristretto255_oprf.voprf.blindEvaluateBatch(secretKey, publicKey, [...blinded], random);
  } catch (error) {
    const bad = blinded.findIndex((one) => !isRistrettoElement(one));
    if (bad === -1) throw error;
    throw new PersonError("BAD_ELEMENT", bad, error);
  }
}
