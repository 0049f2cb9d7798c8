import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { letterFailures, letterFor } from "./letter-for.ts";
import { FIRM_ROLES } from "./parties.ts";
import { branchCode, letters, lettersOf, letterTerms } from "./records.ts";
import { take } from "./step.ts";
import { termsFailures, whyNotForm, whyNotTerms } from "./terms.ts";
import { workingDeadline } from "./times.ts";

/** letter.cure: the firm puts a returned letter right, and it goes to the bank again; only number, bank and firm stay for ever. */
export const cure = defineOperation({
  tag: 0x0304,
  name: "letter.cure",
  since: 7,
  summary: "The firm puts a returned confirmation letter right.",
  signatories: FIRM_ROLES,
  threshold: "medium",
  body: field.record({ id: field.hash(), branch: field.optional(branchCode), ...letterTerms }),
  /** The last moment, milliseconds UTC, at which the bank can accept it. */
  result: field.record({ expiresAt: field.count() }),
  failures: {
    ...letterFailures,
    ...termsFailures,
    PARTIES_NOT_APART: "The audited entity is neither the firm nor the bank. Name the client.",
  },
  keys: ({ body }) => [letters.key(body.id)],
  check: ({ body }) => whyNotForm(body),
  apply({ body: { id, ...terms }, ...acting }, ledger) {
    const found = letterFor(ledger, id, "cure", acting);
    if (!found.ok) return fail(found.code);
    const { letter } = found;
    const { firm, bank } = letter;
    if ([firm, bank].includes(terms.entity)) return fail("PARTIES_NOT_APART");
    const code = whyNotTerms(ledger, { bank, ...terms }, acting.timeMs);
    if (code !== undefined) return fail(code);
    const life = workingDeadline(ledger, bank, "letter-life-days", acting.timeMs);
    const changes = { ...terms, returned: undefined, expiresAt: life.until };
    const step = { changes, commitment: terms.commitment, deadlines: [life] };
    take(ledger, letter, "cure", acting, step);
    lettersOf.write(ledger, { height: acting.height }, terms.entity, id);
    return done({ expiresAt: life.until });
  },
});
