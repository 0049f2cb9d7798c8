import { field } from "../../primitives/fields/index.ts";
import type { Ledger } from "../../state/ledger.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { isSecond } from "../second-person.ts";
import { isSameAnswer } from "./answers.ts";
import { letterFailures, letterFor } from "./letter-for.ts";
import { BANK_ROLES } from "./parties.ts";
import type { AnswerResult } from "./items.ts";
import { answer, letters, type LetterRecord } from "./records.ts";
import { count, type Counter, TURNAROUND_DAYS_MAX } from "./statistics.ts";
import { take } from "./step.ts";
import { workingDaysFrom } from "./times.ts";

const counterOf: Readonly<Record<AnswerResult, Counter>> = {
  MATCH: "matched",
  MISMATCH: "mismatched",
  BANK_STATED: "stated",
  UNABLE: "unable",
};

/** letter.reply: a second person at the bank has reviewed the answer and gives it, to the firm and to nobody else. */
export const reply = defineOperation({
  tag: 0x0308,
  name: "letter.reply",
  since: 7,
  summary: "A second person at the bank reviews the prepared answer and gives it to the firm.",
  signatories: BANK_ROLES,
  threshold: "medium",
  direct: true,
  /** The answer as the reviewer knows it, so that it is what is signed. */
  body: field.record({ id: field.hash(), ...answer }),
  result: field.record({
    /** How many answers the letter has now. */
    replies: field.uint(16),
    overdue: field.bool(),
  }),
  failures: {
    ...letterFailures,
    DIFFERS_FROM_PREPARED:
      "Something else was prepared than what you have reviewed. letter_get shows it; prepare it anew or review that.",
    REVIEWER_IS_PREPARER:
      "Whoever prepared the answer cannot be its only reviewer. Another person of the bank signs.",
  },
  keys: ({ body }) => [letters.key(body.id)],
  check: () => undefined,
  apply({ body: { id, ...reviewed }, ...acting }, ledger) {
    const found = letterFor(ledger, id, "reply", acting);
    if (!found.ok) return fail(found.code);
    const { letter } = found;
    const { by, ...prepared } = letter.prepared!;
    if (!isSameAnswer(prepared, reviewed)) return fail("DIFFERS_FROM_PREPARED");
    if (!isSecond(acting.signers, by)) return fail("REVIEWER_IS_PREPARER");
    const { result, commitment } = reviewed;
    const replies = letter.replies + 1;
    const changes = {
      ...{ result, reply: prepared, prepared: undefined, replies },
      ...{ replyBy: undefined, expiresAt: undefined },
    };
    take(ledger, letter, "reply", acting, { changes, reason: result, commitment });
    if (replies === 1) countFirst(ledger, letter, result, acting.timeMs);
    return done({ replies, overdue: letter.overdue });
  },
});

function countFirst(
  ledger: Ledger,
  letter: LetterRecord,
  result: AnswerResult,
  timeMs: number,
): void {
  const span = [letter.authorisedAt!, timeMs] as const;
  const days = workingDaysFrom(ledger, letter.bank, span, TURNAROUND_DAYS_MAX);
  count(ledger, letter, ["replied", counterOf[result]], days);
}
