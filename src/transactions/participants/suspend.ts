import { participantName } from "../../chain/participant.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { participants } from "./records.ts";

/**
 * participant.suspend: a participant's accounts can be the source of nothing until the council reinstates it.
 *
 * Since version 3 a sponsor suspends too; the council takes such a suspension over, so that the sponsor cannot lift it.
 */
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
    const { suspended, suspendedBySponsor } = record;
    if (suspended !== undefined && suspendedBySponsor !== true) return fail("SUSPENDED_ALREADY");
    const after = { ...record, suspended: reason, suspendedBySponsor: undefined };
    participants.write(ledger, after, name);
    return done({ account: record.account });
  },
});
