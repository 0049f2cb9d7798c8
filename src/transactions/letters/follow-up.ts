import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { letterFailures, letterFor } from "./letter-for.ts";
import { FIRM_ROLES } from "./parties.ts";
import { letters } from "./records.ts";
import { take } from "./step.ts";
import { workingDeadline } from "./times.ts";

/** letter.follow-up: the firm is not done with the reply and asks again; the bank answers a second time, on the same mandate. */
export const followUp = defineOperation({
  tag: 0x030a,
  name: "letter.follow-up",
  since: 7,
  summary: "The firm asks the bank again after a reply.",
  signatories: FIRM_ROLES,
  threshold: "medium",
  /** Salted commitment to what is asked. */
  body: field.record({ id: field.hash(), commitment: field.hash() }),
  /** The last moment, milliseconds UTC, at which an answer is in time. */
  result: field.record({ replyBy: field.count() }),
  failures: letterFailures,
  keys: ({ body }) => [letters.key(body.id)],
  check: () => undefined,
  apply({ body: { id, commitment }, ...acting }, ledger) {
    const found = letterFor(ledger, id, "follow-up", acting);
    if (!found.ok) return fail(found.code);
    const { letter } = found;
    const reply = workingDeadline(ledger, letter.bank, "letter-reply-days", acting.timeMs);
    const life = workingDeadline(ledger, letter.bank, "letter-life-days", acting.timeMs);
    const changes = { replyBy: reply.until, expiresAt: life.until };
    const step = { changes, commitment, deadlines: [reply, life] };
    take(ledger, letter, "follow-up", acting, step);
    return done({ replyBy: reply.until });
  },
});
