import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownAccount, participants } from "../../participants/records.ts";
import { file as fileAnother, NOT_FILED } from "../filing.ts";
import {
  enterpriseRecord,
  enterprises,
  enterprisesOf,
  enterpriseTerms,
  KIND_ROLES,
} from "./records.ts";

/** customs.enterprise.file: an enterprise states what it does, under its code with customs; an office approves it. */
export const fileEnterprise = defineOperation({
  tag: 0x0401,
  name: "customs.enterprise.file",
  since: 8,
  summary: "An enterprise files its record with customs, or a change of it.",
  signatories: [
    ...["platform", "merchant", "payment-firm", "carrier", "warehouse", "declarant"],
    ...["guarantor", "enterprise", "bank"],
  ] as const,
  threshold: "medium",
  body: field.record({
    code: enterpriseRecord.shape.code,
    country: enterpriseRecord.shape.country,
    ...enterpriseTerms.shape,
  }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    KINDS_TWICE: "Name each kind of business once.",
    KIND_WITHOUT_ROLE:
      "The participant has no role for one of the kinds. participant_get shows its roles.",
    FILED_BY_ANOTHER:
      "Another participant has filed this code. If it is yours, ask customs to refuse that filing.",
    OTHER_COUNTRY:
      "The code is on record with another country's customs. customs_enterprise shows it.",
  },
  keys: ({ body }) => [enterprises.key(body.code)],
  check: ({ body: { kinds } }) =>
    new Set(kinds).size === kinds.length ? undefined : "KINDS_TWICE",
  apply({ source, body, height }, ledger) {
    const { code, country, ...terms } = body;
    const { participant } = ownAccount(ledger, source);
    const { roles } = participants.read(ledger, participant)!;
    const lacksRole = terms.kinds.some(
      (kind) => !roles.some((one) => KIND_ROLES[kind].includes(one)),
    );
    if (lacksRole) return fail("KIND_WITHOUT_ROLE");
    const before = enterprises.read(ledger, code);
    // A code that was refused and never approved is free again: nobody can keep another's from it.
    const isFree = before === undefined || (before.version === 0 && before.filed === undefined);
    if (!isFree && before.participant !== participant) return fail("FILED_BY_ANOTHER");
    if (!isFree && before.country !== country) return fail("OTHER_COUNTRY");
    if (before !== undefined && before.participant !== participant) {
      ledger.delete(enterprisesOf.key(before.participant, code));
    }
    const filing = fileAnother(before ?? NOT_FILED, terms, { source, height });
    enterprises.write(ledger, { code, participant, country, ...filing, height }, code);
    if (isFree) enterprisesOf.write(ledger, { height }, participant, code);
    return done({ version: filing.versions });
  },
});
