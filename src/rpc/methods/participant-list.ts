import { participantName } from "../../chain/participant.ts";
import { participantRecord, participants } from "../../transactions/participants/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { listOf, nullable, participantSchema, shape, text } from "../schemas.ts";

/** participant_list: everyone on the chain, by name. */
export const list = defineMethod({
  name: "participant_list",
  summary: "Participants in the order of their names.",
  params: {
    after: optional(of(participantName, "The name after which to go on.")),
    limit: limitInput,
  },
  result: shape({ participants: listOf(participantSchema), next: nullable(text) }),
  errors: {},
  example: { params: { limit: 50 } },
  right: "read",
  async handle({ after, limit }, node) {
    const start = after === undefined ? undefined : participants.key(after);
    const page = await pageOf(node, participants.key(""), start, limit);
    const found = page.entries.map(({ value }) => participants.decode(value));
    const next = page.isLast ? null : (found.at(-1)?.name ?? null);
    return { participants: found.map((one) => participantRecord.toJson(one)), next };
  },
});
