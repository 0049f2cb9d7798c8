import { participantName } from "../../chain/participant.ts";
import { field } from "../../primitives/fields/index.ts";
import {
  letterId,
  letterNumber,
  letters,
  letterSteps,
} from "../../transactions/letters/records.ts";
import { historyLine, letterJson, letterSchema } from "../letter-json.ts";
import { defineMethod } from "../definition.ts";
import { of, optional, whole } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { integer, listOf, nullable, shape } from "../schemas.ts";

/** letter_get: a confirmation letter, whose turn it is, and what happened to it: who, with which keys, when, in which block. */
export const get = defineMethod({
  name: "letter_get",
  summary:
    "A confirmation letter by id, or by firm and number, with its history; null if there is none.",
  params: {
    id: optional(of(field.hash(), "The letter's id.")),
    firm: optional(of(participantName, "With number: the accounting firm.")),
    number: optional(of(letterNumber, "With firm: the firm's own number of it.")),
    fromStep: optional(whole(0, 1_000_000, "The first step of the history that is wanted.")),
  },
  result: nullable(
    shape({
      letter: letterSchema,
      history: listOf(historyLine.schema),
      /** Where to go on, if the history is longer. */
      nextStep: nullable(integer),
    }),
  ),
  errors: {},
  example: { params: { firm: "firm-1", number: "2026-0001" } },
  right: "read",
  refine({ id, firm, number }) {
    const named = firm !== undefined && number !== undefined;
    const isOne = id === undefined ? named : firm === undefined && number === undefined;
    return isOne ? undefined : "must name a letter by id, or by firm and number";
  },
  handle({ id, firm, number, fromStep = 0 }, { ledger }) {
    const letter = letters.read(ledger, id ?? letterId(firm!, number!));
    if (letter === undefined) return null;
    const to = Math.min(letter.steps, fromStep + rpcLimits.pageDefault);
    const places = Array.from({ length: Math.max(0, to - fromStep) }, (_, i) => fromStep + i);
    const history = places.map((place) =>
      historyLine.toJson(letterSteps.read(ledger, letter.id, place)!, letter.id, place),
    );
    return { letter: letterJson(letter), history, nextStep: to < letter.steps ? to : null };
  },
});
