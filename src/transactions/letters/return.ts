import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { letterFailures, letterFor } from "./letter-for.ts";
import { BANK_ROLES } from "./parties.ts";
import { letters, returnReason } from "./records.ts";
import { count } from "./statistics.ts";
import { take } from "./step.ts";
import { workingDeadline } from "./times.ts";

/** letter.return: the bank sends a letter back that it cannot answer as it is; the firm has some working days to cure it. */
export const returnLetter = defineOperation({
  tag: 0x0303,
  name: "letter.return",
  since: 7,
  summary: "The bank returns a confirmation letter with a reason; the firm may put it right.",
  signatories: BANK_ROLES,
  threshold: "low",
  body: field.record({ id: field.hash(), reason: returnReason }),
  /** The last moment, milliseconds UTC, at which the firm can cure it. */
  result: field.record({ cureBy: field.count() }),
  failures: {
    ...letterFailures,
    REASON_OF_LEDGER: "NOT_AUTHORISED is what the ledger says when the time is up. Give yours.",
  },
  keys: ({ body }) => [letters.key(body.id)],
  check: ({ body }) => (body.reason === "NOT_AUTHORISED" ? "REASON_OF_LEDGER" : undefined),
  apply({ body: { id, reason }, ...acting }, ledger) {
    const found = letterFor(ledger, id, "return", acting);
    if (!found.ok) return fail(found.code);
    const { letter } = found;
    const cure = workingDeadline(ledger, letter.firm, "letter-cure-days", acting.timeMs);
    const changes = {
      ...{ returned: reason, expiresAt: cure.until, replyBy: undefined },
      ...{ authorisedAt: undefined, mandate: undefined, prepared: undefined },
    };
    take(ledger, letter, "return", acting, { changes, reason, deadlines: [cure] });
    count(ledger, letter, ["returned"]);
    return done({ cureBy: cure.until });
  },
});
