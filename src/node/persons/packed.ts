import { concatBytes } from "../../primitives/bytes.ts";
import { evaluate, type Evaluation } from "../../persons/evaluate.ts";
import { PersonError } from "../../persons/person-error.ts";
import type { RegulatorKey } from "../../persons/regulator-key.ts";

const ELEMENT_BYTES = 32;

/** What a thread is asked: the elements one after the other, since each array of its own would bring along the message that it lies in. */
export interface PackedQuestion {
  readonly key: RegulatorKey;
  readonly blinded: Uint8Array;
}

/** Evaluated elements, one after the other; or the place of one that is none. An error would lose its code between threads. */
export type PackedAnswer =
  { readonly evaluated: Uint8Array; readonly proof: Uint8Array } | { readonly badElement: number };

export function evaluatePacked({ key, blinded }: PackedQuestion): PackedAnswer {
  try {
    const { evaluated, proof } = evaluate(key, elementsOf(blinded));
    return { evaluated: concatBytes(...evaluated), proof };
  } catch (error) {
    if (!(error instanceof PersonError) || error.index === undefined) throw error;
    return { badElement: error.index };
  }
}

export function unpack(answer: PackedAnswer): Evaluation | { readonly badElement: number } {
  if ("badElement" in answer) return answer;
  return { evaluated: elementsOf(answer.evaluated), proof: answer.proof };
}

function elementsOf(packed: Uint8Array): Uint8Array[] {
  const count = packed.length / ELEMENT_BYTES;
  return Array.from({ length: count }, (_, i) =>
    packed.slice(i * ELEMENT_BYTES, (i + 1) * ELEMENT_BYTES),
  );
}
