import type { Json } from "../primitives/fields/field.ts";
import {
  type LetterRecord,
  letterRecord,
  letterSteps,
  type StepRecord,
  stepRecord,
} from "../transactions/letters/records.ts";
import { nextParty } from "../transactions/letters/states.ts";
import { integer, nullable, text, withMembers, words } from "./schemas.ts";

type Members = Readonly<Record<string, Json>>;

export const letterSchema = withMembers(letterRecord.schema, {
  /** Whose turn it is, and who that is. */
  nextParty: nullable(words("firm", "entity", "bank")),
  next: nullable(text),
});

export function letterJson(letter: LetterRecord): Json {
  const party = nextParty(letter.status);
  const next = party === undefined ? null : letter[party];
  return { ...(letterRecord.toJson(letter) as Members), nextParty: party ?? null, next };
}

/** A step as a line of a letter's history; `proofKey` is what state_proof proves it by. */
export const historyLine = {
  schema: withMembers(stepRecord.schema, { place: integer, proofKey: text }),
  toJson: (step: StepRecord, id: Uint8Array, place: number): Json => ({
    ...(stepRecord.toJson(step) as Members),
    place,
    proofKey: letterSteps.key(id, place),
  }),
};
