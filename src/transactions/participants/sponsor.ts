import { admission, admissionFailures, checkAdmission } from "../../chain/participant.ts";
import { accountOfKey } from "../../primitives/account-id.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { admit, admitFailures } from "./admit.ts";
import { accounts, ownAccount, participants } from "./records.ts";
import { SPONSORED, SPONSORS } from "./sponsorship.ts";

/** participant.sponsor: a wallet, a bank or a platform admits a user of its own, and answers for it. */
export const sponsor = defineOperation({
  tag: 0x000d,
  name: "participant.sponsor",
  since: 3,
  summary: "Admits a person, an enterprise or a merchant that the source answers for.",
  signatories: SPONSORS,
  threshold: "medium",
  body: admission,
  result: field.record({ account: field.account() }),
  failures: {
    ROLE_NOT_SPONSORED: `A sponsor admits these roles: ${SPONSORED.join(", ")}. The council admits others.`,
    ...admissionFailures,
    ...admitFailures,
  },
  keys: ({ body }) => [
    participants.key(body.name),
    accounts.key(accountOfKey(body.authority.signers[0]!.publicKey)),
  ],
  check: ({ body }) =>
    body.roles.every((role) => SPONSORED.includes(role))
      ? checkAdmission(body)
      : "ROLE_NOT_SPONSORED",
  apply({ source, body, height }, ledger) {
    const admitted = admit(ledger, body, height, ownAccount(ledger, source).participant);
    return admitted.ok ? done({ account: admitted.account }) : fail(admitted.code);
  },
});
