import { participantRecord } from "../../transactions/participants/records.ts";
import { defineMethod } from "../definition.ts";
import { participantInput, participantNamed } from "../participant-input.ts";
import { nullable, participantSchema } from "../schemas.ts";

/** participant_get: who is behind a name or an account. */
export const get = defineMethod({
  name: "participant_get",
  summary: "A participant by name or account; null if there is none.",
  params: { participant: participantInput },
  result: nullable(participantSchema),
  errors: {},
  example: { params: { participant: "gateway-hk" } },
  right: "read",
  handle({ participant }, { ledger }) {
    const record = participantNamed(ledger, participant);
    return record === undefined ? null : participantRecord.toJson(record);
  },
});
