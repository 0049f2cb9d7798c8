import { participantName } from "../../chain/participant.ts";
import {
  enterpriseRecord,
  enterprises as records,
  enterprisesOf,
} from "../../transactions/customs/enterprises/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { listOf, nullable, shape, text } from "../schemas.ts";

/** customs_enterprises: the records that a participant has with customs. */
export const enterprises = defineMethod({
  name: "customs_enterprises",
  summary: "The records that a participant has with customs, by code.",
  params: {
    participant: of(participantName, "The participant's name."),
    after: optional(of(enterpriseRecord.shape.code, "The code after which to go on.")),
    limit: limitInput,
  },
  result: shape({ enterprises: listOf(enterpriseRecord.schema), next: nullable(text) }),
  errors: {},
  example: { params: { participant: "platform-1" } },
  right: "read",
  async handle({ participant, after, limit }, node) {
    const prefix = enterprisesOf.key(participant, "");
    const start = after === undefined ? undefined : `${prefix}${after}`;
    const { entries, isLast } = await pageOf(node, prefix, start, limit);
    const codes = entries.map(({ key }) => key.slice(prefix.length));
    const found = codes.flatMap((code) => records.read(node.ledger, code) ?? []);
    const next = isLast ? null : (codes.at(-1) ?? null);
    return { enterprises: found.map((one) => enterpriseRecord.toJson(one)), next };
  },
});
