import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { letterFailures, letterFor } from "./letter-for.ts";
import { FIRM_ROLES } from "./parties.ts";
import { letters } from "./records.ts";
import { take } from "./step.ts";

/** letter.receive: the firm has the reply, and it is what the bank has committed to. */
export const receive = defineOperation({
  tag: 0x0309,
  name: "letter.receive",
  since: 7,
  summary: "The firm confirms that it has the reply to a confirmation letter.",
  signatories: FIRM_ROLES,
  threshold: "low",
  /** The commitment that the firm has computed from what it received. */
  body: field.record({ id: field.hash(), commitment: field.hash() }),
  /** Which step of the letter's history this is, from 0. */
  result: field.record({ step: field.uint(32) }),
  failures: {
    ...letterFailures,
    COMMITMENT_DIFFERS:
      "The bank has committed to another reply than the one that was received. Ask it to send the reply again.",
  },
  keys: ({ body }) => [letters.key(body.id)],
  check: () => undefined,
  apply({ body: { id, commitment }, ...acting }, ledger) {
    const found = letterFor(ledger, id, "receive", acting);
    if (!found.ok) return fail(found.code);
    const { letter } = found;
    if (!equalBytes(letter.reply!.commitment, commitment)) return fail("COMMITMENT_DIFFERS");
    take(ledger, letter, "receive", acting, { commitment });
    return done({ step: letter.steps });
  },
});
