import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { participants } from "./records.ts";
import { reinstate } from "./reinstate.ts";
import { sponsoredBy, sponsoredFailures, SPONSORS } from "./sponsorship.ts";

/** participant.sponsor.reinstate: ends the sponsor's own suspension, and never the council's. */
export const sponsorReinstate = defineOperation({
  tag: 0x000f,
  name: "participant.sponsor.reinstate",
  since: 3,
  summary: "Lets a participant act again that its sponsor, the source, had suspended.",
  signatories: SPONSORS,
  threshold: "medium",
  body: reinstate.body,
  result: field.record({ account: field.account() }),
  failures: {
    ...sponsoredFailures,
    NOT_SUSPENDED: reinstate.failures.NOT_SUSPENDED,
    SUSPENDED_BY_COUNCIL: "The council has suspended the participant, and it alone reinstates it.",
  },
  keys: ({ body }) => [participants.key(body.name)],
  check: () => undefined,
  apply({ source, body: { name } }, ledger) {
    const record = sponsoredBy(ledger, source, name);
    if (typeof record === "string") return fail(record);
    if (record.suspended === undefined) return fail("NOT_SUSPENDED");
    if (record.suspendedBySponsor !== true) return fail("SUSPENDED_BY_COUNCIL");
    const after = { ...record, suspended: undefined, suspendedBySponsor: undefined };
    participants.write(ledger, after, name);
    return done({ account: record.account });
  },
});
