import { parseAccount } from "../../primitives/account-id.ts";
import { NAME } from "../../chain/participant.ts";
import { FieldError } from "../../primitives/fields/field.ts";
import {
  accounts,
  participantRecord,
  participants,
} from "../../transactions/participants/records.ts";
import { defineMethod } from "../definition.ts";
import type { Input } from "../inputs.ts";
import { nullable, participantSchema } from "../schemas.ts";

type Named = { readonly name: string } | { readonly account: Uint8Array };

/** Unlike an account parameter, an unknown name is no error here: whether it is taken is the question. */
const nameOrAccount: Input<Named> = {
  schema: { type: "string", description: "A participant's name or account (ptl1…)." },
  required: true,
  parse(json) {
    if (typeof json !== "string") throw new FieldError("must be a name or an account (ptl1…)");
    const account = parseAccount(json);
    if (account !== undefined) return { account };
    if (NAME.test(json)) return { name: json };
    throw new FieldError("is neither a name nor an account (ptl1…)");
  },
};

/** participant_get: who is behind a name or an account. */
export const get = defineMethod({
  name: "participant_get",
  summary: "A participant by name or account; null if there is none.",
  params: { participant: nameOrAccount },
  result: nullable(participantSchema),
  errors: {},
  example: { params: { participant: "gateway-hk" } },
  right: "read",
  handle({ participant }, { ledger }) {
    const name =
      "name" in participant
        ? participant.name
        : accounts.read(ledger, participant.account)?.participant;
    const record = name === undefined ? undefined : participants.read(ledger, name);
    return record === undefined ? null : participantRecord.toJson(record);
  },
});
