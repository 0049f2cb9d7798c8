import { authority } from "../../chain/participant.ts";
import { formatAccount } from "../../primitives/account-id.ts";
import {
  accounts,
  participantRecord,
  participants,
  paymentLimit,
} from "../../transactions/participants/records.ts";
import { spendingAt } from "../../transactions/payments/spending.ts";
import { defineMethod } from "../definition.ts";
import { accountInput } from "../inputs.ts";
import {
  account,
  asset,
  authoritySchema,
  listOf,
  minor,
  nullable,
  participantSchema,
  shape,
} from "../schemas.ts";

/** account_get: who owns an account, who may sign for it, and what its sponsor lets it send. */
export const get = defineMethod({
  name: "account_get",
  summary:
    "An account's owner, signers, thresholds and sponsor's limits; null if it is not registered.",
  params: { account: accountInput },
  result: nullable(
    shape({
      account,
      participant: nullable(participantSchema),
      authority: authoritySchema,
      /** What its sponsor lets it send, in minor units, and what of that it has sent in the newest block's day and year. */
      limits: listOf(
        shape({
          asset,
          perTransfer: nullable(minor),
          perDay: nullable(minor),
          perYear: nullable(minor),
          daySpent: minor,
          yearSpent: minor,
        }),
      ),
    }),
  ),
  errors: {},
  example: { params: { account: "alice" } },
  right: "read",
  handle({ account: id }, { ledger, chain }) {
    const record = accounts.read(ledger, id);
    if (record === undefined) return null;
    const { timeMs } = chain.head().header;
    const limits = (record.limits ?? []).map((limit) => {
      const { daySpent, yearSpent } = spendingAt(ledger, id, limit.asset, timeMs);
      const spent = { daySpent: daySpent.toString(), yearSpent: yearSpent.toString() };
      return { ...(paymentLimit.toJson(limit) as object), ...spent };
    });
    const owner = participants.read(ledger, record.participant);
    return {
      account: formatAccount(id),
      participant: owner === undefined ? null : participantRecord.toJson(owner),
      authority: authority.toJson(record.authority),
      limits,
    };
  },
});
