import { participantName } from "../../chain/participant.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { participants } from "./records.ts";

/** participant.reinstate: ends a suspension, whether the council's or a sponsor's. */
export const reinstate = defineOperation({
  tag: 0x0003,
  name: "participant.reinstate",
  since: 1,
  summary: "Lets a suspended participant act again.",
  signatories: "council",
  threshold: "high",
  body: field.record({ name: participantName }),
  result: field.record({ account: field.account() }),
  failures: {
    UNKNOWN_PARTICIPANT: "No participant has this name. participant_list shows them.",
    NOT_SUSPENDED: "The participant is not suspended. Nothing is left to do.",
  },
  keys: ({ body }) => [participants.key(body.name)],
  check: () => undefined,
  apply({ body: { name } }, ledger) {
    const record = participants.read(ledger, name);
    if (record === undefined) return fail("UNKNOWN_PARTICIPANT");
    if (record.suspended === undefined) return fail("NOT_SUSPENDED");
    const after = { ...record, suspended: undefined, suspendedBySponsor: undefined };
    participants.write(ledger, after, name);
    return done({ account: record.account });
  },
});
