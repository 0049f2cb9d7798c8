import { participantName } from "../../chain/participant.ts";
import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { letters } from "../../transactions/letters/records.ts";
import { defineMethod } from "../definition.ts";
import { flagInput, limitInput, of, optional } from "../inputs.ts";
import { letterJson, letterSchema } from "../letter-json.ts";
import { indexedPage } from "../page.ts";
import { listOf, nullable, shape } from "../schemas.ts";

const id = field.hash();

/** letter_list: the letters that a participant has a part in, all, of one engagement, or those that wait for it. */
export const list = defineMethod({
  name: "letter_list",
  summary: "The confirmation letters that a participant has a part in, by id.",
  params: {
    participant: of(participantName, "A firm, a bank or an audited entity."),
    waiting: optional(flagInput("True: only those whose next step is the participant's.")),
    engagement: optional(of(field.uuid(), "Only those of this engagement of the firm.")),
    after: optional(of(id, "The letter after which to go on.")),
    limit: limitInput,
  },
  result: shape({ letters: listOf(letterSchema), next: nullable(id.schema) }),
  errors: {},
  example: { params: { participant: "bank-cn", waiting: true } },
  right: "read",
  refine: ({ waiting, engagement }) =>
    waiting === true && engagement !== undefined
      ? "must not ask for an engagement and for what waits at once"
      : undefined,
  async handle({ participant, waiting, engagement, after, limit }, node) {
    const index =
      engagement !== undefined
        ? `letter/engagement/${participant}/${toHex(engagement)}/`
        : `letter/${waiting === true ? "waiting" : "of"}/${participant}/`;
    const read = (one: Uint8Array) => letters.read(node.ledger, one);
    const { found, next } = await indexedPage(node, index, { after, limit }, read);
    return { letters: found.map(letterJson), next };
  },
});
