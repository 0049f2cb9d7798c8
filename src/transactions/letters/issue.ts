import { participantName } from "../../chain/participant.ts";
import { field } from "../../primitives/fields/index.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { ownAccount, participants } from "../participants/records.ts";
import { BANK_ROLES, FIRM_ROLES } from "./parties.ts";
import {
  branchCode,
  engagementLetters,
  letterId,
  letterNumber,
  letters,
  lettersOf,
  letterTerms,
} from "./records.ts";
import { count } from "./statistics.ts";
import { take } from "./step.ts";
import { termsFailures, whyNotForm, whyNotTerms } from "./terms.ts";
import { workingDeadline } from "./times.ts";

/**
 * letter.issue: an accounting firm asks a bank to confirm what it has of the firm's client (ISA 505). The form itself
 * travels between the two; the ledger keeps that it was asked, what of it is asked, and a commitment.
 */
export const issue = defineOperation({
  tag: 0x0301,
  name: "letter.issue",
  since: 7,
  summary: "An accounting firm addresses a confirmation letter to a bank.",
  signatories: FIRM_ROLES,
  threshold: "medium",
  body: field.record({
    number: letterNumber,
    bank: participantName,
    branch: field.optional(branchCode),
    engagement: field.optional(field.uuid()),
    ...letterTerms,
    /** Whether the firm wants the result of each item on the ledger, where every member reads it. */
    itemResults: field.bool(),
  }),
  result: field.record({
    id: field.hash(),
    /** The last moment, milliseconds UTC, at which the bank can accept it. */
    expiresAt: field.count(),
  }),
  failures: {
    ...termsFailures,
    NUMBER_USED: "The firm has a letter with this number. letter_get shows it; choose another one.",
    UNKNOWN_BANK: "No participant has the bank's name. participant_list shows all.",
    NOT_A_BANK: "Letters are addressed to participants with the role of a bank.",
    BANK_SUSPENDED: "The bank is suspended and cannot answer. participant_get gives the reason.",
    PARTIES_NOT_APART:
      "Firm, bank and audited entity are three participants: nobody audits itself or confirms to itself.",
  },
  keys: ({ body }) => [participants.key(body.bank), participants.key(body.entity)],
  check: ({ body }) => (body.bank === body.entity ? "PARTIES_NOT_APART" : whyNotForm(body)),
  apply({ source, body, ...moment }, ledger) {
    const { number, bank, entity, engagement } = body;
    const { height, timeMs } = moment;
    const firm = ownAccount(ledger, source).participant;
    const id = letterId(firm, number);
    if (ledger.has(letters.key(id))) return fail("NUMBER_USED");
    if (firm === bank || firm === entity) return fail("PARTIES_NOT_APART");
    const code = whyNotAddressee(ledger, bank) ?? whyNotTerms(ledger, body, timeMs);
    if (code !== undefined) return fail(code);

    const life = workingDeadline(ledger, bank, "letter-life-days", timeMs);
    const letter = {
      ...{ id, firm, ...body, status: "issued" as const, expiresAt: life.until },
      ...{ result: undefined, returned: undefined, refused: undefined, mandate: undefined },
      ...{ prepared: undefined, reply: undefined, replies: 0, alternative: undefined },
      ...{ authorisedAt: undefined, replyBy: undefined, overdue: false },
      ...{ steps: 0, height, timeMs },
    };
    const step = { commitment: body.commitment, deadlines: [life] };
    take(ledger, letter, "issue", { source, ...moment }, step);
    for (const party of [firm, bank, entity]) lettersOf.write(ledger, { height }, party, id);
    if (engagement !== undefined) {
      engagementLetters.write(ledger, { height }, firm, engagement, id);
    }
    count(ledger, letter, ["issued"]);
    return done({ id, expiresAt: life.until });
  },
});

function whyNotAddressee(
  ledger: LedgerReader,
  bank: string,
): "UNKNOWN_BANK" | "NOT_A_BANK" | "BANK_SUSPENDED" | undefined {
  const addressee = participants.read(ledger, bank);
  if (addressee === undefined) return "UNKNOWN_BANK";
  if (!addressee.roles.some((role) => BANK_ROLES.includes(role))) return "NOT_A_BANK";
  return addressee.suspended === undefined ? undefined : "BANK_SUSPENDED";
}
