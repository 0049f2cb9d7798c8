import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { answerFailures, whyNotAnswer } from "./answers.ts";
import { letterFailures, letterFor } from "./letter-for.ts";
import { BANK_ROLES } from "./parties.ts";
import { answer, letters } from "./records.ts";
import { take } from "./step.ts";

/** letter.prepare: one person at the bank fills the form in; another one has to review it. Prepared again, it replaces the first. */
export const prepare = defineOperation({
  tag: 0x0307,
  name: "letter.prepare",
  since: 7,
  summary: "The bank prepares its answer to a confirmation letter, for a second person to review.",
  signatories: BANK_ROLES,
  threshold: "any",
  direct: true,
  body: field.record({ id: field.hash(), ...answer }),
  /** Which step of the letter's history this is, from 0. */
  result: field.record({ step: field.uint(32) }),
  failures: { ...letterFailures, ...answerFailures },
  keys: ({ body }) => [letters.key(body.id)],
  check: () => undefined,
  apply({ body: { id, ...given }, ...acting }, ledger) {
    const found = letterFor(ledger, id, "prepare", acting);
    if (!found.ok) return fail(found.code);
    const { letter } = found;
    const code = whyNotAnswer(letter, given);
    if (code !== undefined) return fail(code);
    const changes = { prepared: { ...given, by: acting.signers } };
    take(ledger, letter, "prepare", acting, { changes, commitment: given.commitment });
    return done({ step: letter.steps });
  },
});
