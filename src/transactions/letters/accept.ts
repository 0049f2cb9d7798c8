import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { letterFailures, letterFor } from "./letter-for.ts";
import { BANK_ROLES } from "./parties.ts";
import { letters, mandate } from "./records.ts";
import { take } from "./step.ts";
import { plainDeadline } from "./times.ts";

/**
 * letter.accept: the bank has the form, it is what was committed to, and it conforms. The bank may name the keys from which
 * it takes the entity's authorisation, as it compares a seal with the specimen that it holds.
 */
export const accept = defineOperation({
  tag: 0x0302,
  name: "letter.accept",
  since: 7,
  summary: "The bank takes a confirmation letter on; the audited entity can authorise it now.",
  signatories: BANK_ROLES,
  threshold: "low",
  body: field.record({
    id: field.hash(),
    /** Absent: the threshold of the entity's account is enough. */
    mandate: field.optional(mandate),
    /** Whether the bank agrees to the result of each item on the ledger; without effect if the firm did not ask for it. */
    itemResults: field.bool(),
  }),
  /** The last moment, milliseconds UTC, at which the entity can authorise it. */
  result: field.record({ authoriseBy: field.count() }),
  failures: {
    ...letterFailures,
    DUPLICATE_KEY: "The mandate names a key twice. Name each key once.",
    MANDATE_UNREACHABLE: "The mandate needs more keys than it names, or none. Correct needed.",
  },
  keys: ({ body }) => [letters.key(body.id)],
  check({ body }) {
    if (body.mandate === undefined) return undefined;
    const { keys, needed } = body.mandate;
    if (new Set(keys.map(toHex)).size !== keys.length) return "DUPLICATE_KEY";
    return needed === 0 || needed > keys.length ? "MANDATE_UNREACHABLE" : undefined;
  },
  apply({ body, ...acting }, ledger) {
    const found = letterFor(ledger, body.id, "accept", acting);
    if (!found.ok) return fail(found.code);
    const { letter } = found;
    const until = plainDeadline(ledger, letter.bank, "letter-authorise-days", acting.timeMs);
    const changes = {
      mandate: body.mandate,
      itemResults: letter.itemResults && body.itemResults,
      expiresAt: until.until,
    };
    take(ledger, letter, "accept", acting, { changes, deadlines: [until] });
    return done({ authoriseBy: until.until });
  },
});
