import { authority } from "../../chain/participant.ts";
import { formatAccount } from "../../primitives/account-id.ts";
import {
  accounts,
  participantRecord,
  participants,
} from "../../transactions/participants/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput } from "../inputs.ts";
import { account, authoritySchema, nullable, participantSchema, shape } from "../schemas.ts";

/** account_get: who owns an account and who may sign for it. */
export const get = defineMethod({
  name: "account_get",
  summary: "An account's owner, signers and thresholds; null if it is not registered.",
  params: { account: accountInput },
  result: nullable(
    shape({ account, participant: nullable(participantSchema), authority: authoritySchema }),
  ),
  errors: {},
  example: { params: { account: "alice" } },
  right: "read",
  handle({ account: id }, { ledger }) {
    const record = accounts.read(ledger, id);
    if (record === undefined) return null;
    const owner = participants.read(ledger, record.participant);
    return {
      account: formatAccount(id),
      participant: owner === undefined ? null : participantRecord.toJson(owner),
      authority: authority.toJson(record.authority),
    };
  },
});
