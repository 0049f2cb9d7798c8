import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import type { PersonEvaluation } from "../../rpc/person-evaluation.ts";
import { personKeyRecord } from "../../transactions/customs/persons/records.ts";

/** What a member's node and the regulator's say to each other. Neither can tell a number from it, nor can whoever listens. */
export const topic = "persons.evaluate";

const elements = (min: number) => field.list(field.bytes(32), limits.blindedPerRequest, min);

export const question = field.record({
  country: personKeyRecord.shape.country,
  blinded: elements(1),
});

/** Refusals without a reason are the network's own. */
export const answer = field.record({
  code: field.choice(["OK", "RATE_LIMITED", "REGULATOR_BUSY", "BAD_ELEMENT"]),
  evaluated: elements(0),
  proof: field.optional(field.bytes(64)),
  retryAfterMs: field.optional(field.count()),
  index: field.optional(field.uint(8)),
});
type Answer = Parameters<(typeof answer)["toJson"]>[0];

const NOTHING = { evaluated: [], proof: undefined, retryAfterMs: undefined, index: undefined };

/** An evaluation on the wire; undefined for one that is refused without a reason. */
export function answerOf(evaluation: PersonEvaluation): Answer | undefined {
  switch (evaluation.code) {
    case "OK": {
      const { code, evaluated, proof } = evaluation;
      return { ...NOTHING, code, evaluated: [...evaluated], proof };
    }
    case "RATE_LIMITED":
    case "REGULATOR_BUSY":
      return { ...NOTHING, code: evaluation.code, retryAfterMs: evaluation.retryAfterMs };
    case "BAD_ELEMENT":
      return { ...NOTHING, code: evaluation.code, index: evaluation.index };
    case "KEY_NOT_SET":
    case "REGULATOR_OFFLINE":
    case "REGULATOR_REFUSED":
      return undefined;
  }
}

/** What an answer says to a question about so many; undefined if it does not fit. The proof is for whoever blinded them. */
export function evaluationOf(
  { code, evaluated, proof, retryAfterMs, index }: Answer,
  asked: number,
  publicKey: Uint8Array,
): PersonEvaluation | undefined {
  switch (code) {
    case "OK":
      if (proof === undefined || evaluated.length !== asked) return undefined;
      return { code, publicKey, evaluated, proof };
    case "RATE_LIMITED":
    case "REGULATOR_BUSY":
      return retryAfterMs === undefined ? undefined : { code, retryAfterMs };
    case "BAD_ELEMENT":
      return index === undefined ? undefined : { code, index };
  }
}
