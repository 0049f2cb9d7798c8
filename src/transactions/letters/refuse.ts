import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { letterFailures, letterFor } from "./letter-for.ts";
import { ENTITY_ROLES } from "./parties.ts";
import { letters, refusalReason } from "./records.ts";
import { count } from "./statistics.ts";
import { take } from "./step.ts";

/** letter.refuse: the audited entity does not let the bank answer, and says why; the firm draws its conclusions (ISA 505). */
export const refuse = defineOperation({
  tag: 0x0306,
  name: "letter.refuse",
  since: 7,
  summary: "The audited entity refuses to authorise a confirmation letter, with a reason.",
  signatories: ENTITY_ROLES,
  threshold: "medium",
  body: field.record({ id: field.hash(), reason: refusalReason }),
  /** Which step of the letter's history this is, from 0. */
  result: field.record({ step: field.uint(32) }),
  failures: letterFailures,
  keys: ({ body }) => [letters.key(body.id)],
  check: () => undefined,
  apply({ body: { id, reason }, ...acting }, ledger) {
    const found = letterFor(ledger, id, "refuse", acting);
    if (!found.ok) return fail(found.code);
    const { letter } = found;
    const changes = { refused: reason, result: "RETURNED" as const, expiresAt: undefined };
    take(ledger, letter, "refuse", acting, { changes, reason });
    count(ledger, letter, ["refused"]);
    return done({ step: letter.steps });
  },
});
