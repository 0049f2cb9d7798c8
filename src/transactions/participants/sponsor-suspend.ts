import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { participants } from "./records.ts";
import { sponsoredBy, sponsoredFailures, SPONSORS } from "./sponsorship.ts";
import { suspend } from "./suspend.ts";

/** participant.sponsor.suspend: a sponsor keeps a participant of its own from acting, without waiting for the council. */
export const sponsorSuspend = defineOperation({
  tag: 0x000e,
  name: "participant.sponsor.suspend",
  since: 3,
  summary: "Keeps a participant that the source sponsors from acting and from being paid.",
  signatories: SPONSORS,
  threshold: "medium",
  body: suspend.body,
  result: field.record({ account: field.account() }),
  failures: {
    ...sponsoredFailures,
    SUSPENDED_ALREADY:
      "The participant is suspended, by you or the council. Nothing is left to do.",
  },
  keys: ({ body }) => [participants.key(body.name)],
  check: () => undefined,
  apply({ source, body: { name, reason } }, ledger) {
    const record = sponsoredBy(ledger, source, name);
    if (typeof record === "string") return fail(record);
    if (record.suspended !== undefined) return fail("SUSPENDED_ALREADY");
    const after = { ...record, suspended: reason, suspendedBySponsor: true };
    participants.write(ledger, after, name);
    return done({ account: record.account });
  },
});
