import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { letterFailures, letterFor } from "./letter-for.ts";
import { FIRM_ROLES } from "./parties.ts";
import { alternative, letters } from "./records.ts";
import { count } from "./statistics.ts";
import { take } from "./step.ts";

/** letter.close: the firm is done with a letter, answered or not; without a reply it says what it did instead (ISA 505). */
export const close = defineOperation({
  tag: 0x030b,
  name: "letter.close",
  since: 7,
  summary: "The firm closes a confirmation letter; without a reply it notes what it did instead.",
  signatories: FIRM_ROLES,
  threshold: "medium",
  body: field.record({ id: field.hash(), alternative: field.optional(alternative) }),
  /** Which step of the letter's history this is, from 0. */
  result: field.record({ step: field.uint(32) }),
  failures: {
    ...letterFailures,
    ALTERNATIVE_NEEDED:
      "There is no reply: say which alternative procedures were done (ISA 505), or that none were needed.",
  },
  keys: ({ body }) => [letters.key(body.id)],
  check: () => undefined,
  apply({ body, ...acting }, ledger) {
    const found = letterFor(ledger, body.id, "close", acting);
    if (!found.ok) return fail(found.code);
    const { letter } = found;
    const isAnswered = letter.reply !== undefined;
    if (!isAnswered && body.alternative === undefined) return fail("ALTERNATIVE_NEEDED");
    const { alternative } = body;
    const changes = { alternative, prepared: undefined, replyBy: undefined, expiresAt: undefined };
    take(ledger, letter, "close", acting, { changes, reason: alternative });
    count(ledger, letter, ["closed"]);
    return done({ step: letter.steps });
  },
});
