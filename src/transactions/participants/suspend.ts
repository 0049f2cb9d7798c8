import { participantName } from "../../chain/participant.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { participants } from "./records.ts";

/** participant.suspend: a participant's accounts can be the source of nothing until the council reinstates it. */
export const suspend = defineOperation({
  tag: 0x0002,
  name: "participant.suspend",
  since: 1,
  summary: "Keeps a participant from acting and, from protocol version 2 on, from being paid.",
  signatories: "council",
  threshold: "high",
  body: field.record({ name: participantName, reason: field.text(140) }),
  result: field.record({ account: field.account() }),
  failures: {
    UNKNOWN_PARTICIPANT: "No participant has this name. participant_list shows them.",
    COUNCIL_STAYS: "The council cannot suspend itself: nobody could undo it.",
    SUSPENDED_ALREADY: "The participant is suspended. Reinstate it first to give another reason.",
  },
  keys: ({ body }) => [participants.key(body.name)],
  check: ({ body }) => (body.name === "council" ? "COUNCIL_STAYS" : undefined),
  apply({ body: { name, reason } }, ledger) {
    const record = participants.read(ledger, name);
    if (record === undefined) return fail("UNKNOWN_PARTICIPANT");
    if (record.suspended !== undefined) return fail("SUSPENDED_ALREADY");
    participants.write(ledger, { ...record, suspended: reason }, name);
    return done({ account: record.account });
  },
});
