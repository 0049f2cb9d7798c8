import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { letterFailures, letterFor } from "./letter-for.ts";
import { ENTITY_ROLES } from "./parties.ts";
import { letters, type LetterRecord } from "./records.ts";
import { take } from "./step.ts";
import { workingDeadline } from "./times.ts";

/** letter.authorise: the audited entity lets the bank answer its auditor; from now on the bank's time runs. */
export const authorise = defineOperation({
  tag: 0x0305,
  name: "letter.authorise",
  since: 7,
  summary: "The audited entity authorises the bank to answer a confirmation letter.",
  signatories: ENTITY_ROLES,
  threshold: "medium",
  direct: true,
  body: field.record({
    id: field.hash(),
    /** What it authorises: the letter's commitment as the entity knows it. */
    commitment: field.hash(),
  }),
  /** The last moment, milliseconds UTC, at which an answer is in time. */
  result: field.record({ replyBy: field.count() }),
  failures: {
    ...letterFailures,
    COMMITMENT_DIFFERS:
      "The letter was put right meanwhile and commits to another form. Ask the firm for it.",
    NOT_MANDATED:
      "The bank takes an authorisation from other keys. letter_get shows its mandate; sign with enough of them.",
  },
  keys: ({ body }) => [letters.key(body.id)],
  check: () => undefined,
  apply({ body: { id, commitment }, ...acting }, ledger) {
    const found = letterFor(ledger, id, "authorise", acting);
    if (!found.ok) return fail(found.code);
    const { letter } = found;
    if (!equalBytes(letter.commitment, commitment)) return fail("COMMITMENT_DIFFERS");
    if (!isMandated(letter, acting.signers)) return fail("NOT_MANDATED");
    const { timeMs } = acting;
    const reply = workingDeadline(ledger, letter.bank, "letter-reply-days", timeMs);
    const life = workingDeadline(ledger, letter.bank, "letter-life-days", timeMs);
    const changes = { authorisedAt: timeMs, replyBy: reply.until, expiresAt: life.until };
    const step = { changes, commitment, deadlines: [reply, life] };
    take(ledger, letter, "authorise", acting, step);
    return done({ replyBy: reply.until });
  },
});

function isMandated({ mandate }: LetterRecord, signers: readonly Uint8Array[]): boolean {
  if (mandate === undefined) return true;
  const signed = mandate.keys.filter((key) => signers.some((one) => equalBytes(one, key)));
  return signed.length >= mandate.needed;
}
