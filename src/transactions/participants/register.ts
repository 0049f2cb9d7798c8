import { admission, admissionFailures, checkAdmission } from "../../chain/participant.ts";
import { accountOfKey } from "../../primitives/account-id.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { admit, admitFailures } from "./admit.ts";
import { accounts, participants } from "./records.ts";

/** participant.register: the council admits a participant with its roles, its account and its signers. */
export const register = defineOperation({
  tag: 0x0001,
  name: "participant.register",
  since: 1,
  summary: "Admits a participant with its roles and an account of its own.",
  signatories: "council",
  threshold: "high",
  body: admission,
  result: field.record({ account: field.account() }),
  failures: {
    ...admissionFailures,
    COUNCIL_ROLE: "The council role is given by genesis only. Leave it out.",
    ...admitFailures,
  },
  keys: ({ body }) => [
    participants.key(body.name),
    accounts.key(accountOfKey(body.authority.signers[0]!.publicKey)),
  ],
  check: ({ body }) => (body.roles.includes("council") ? "COUNCIL_ROLE" : checkAdmission(body)),
  apply({ body, height }, ledger) {
    const admitted = admit(ledger, body, height);
    return admitted.ok ? done({ account: admitted.account }) : fail(admitted.code);
  },
});
