import { ADMITTED_ROLES } from "../../chain/participant.ts";
import { assert } from "../../primitives/assert.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { ownAccount, participants, profile } from "./records.ts";

/** participant.profile: commits to the next version of what a participant shows of itself, which is kept outside the ledger. */
export const publishProfile = defineOperation({
  tag: 0x000c,
  name: "participant.profile",
  since: 3,
  summary: "Commits to the next version of the participant's profile by a salted hash.",
  signatories: ADMITTED_ROLES,
  threshold: "medium",
  body: field.record({ commitment: profile.shape.commitment }),
  result: field.record({ version: profile.shape.version }),
  failures: {
    PROFILE_UNCHANGED: "The newest version has this commitment. Salt every version anew.",
  },
  keys: () => [],
  check: () => undefined,
  apply({ source, body: { commitment }, height }, ledger) {
    const { participant } = ownAccount(ledger, source);
    const record = participants.read(ledger, participant);
    assert(record !== undefined, "an account belongs to a participant");
    const newest = record.profile;
    if (newest !== undefined && equalBytes(newest.commitment, commitment)) {
      return fail("PROFILE_UNCHANGED");
    }
    const version = (newest?.version ?? 0) + 1;
    const after = { ...record, profile: { version, commitment, height } };
    participants.write(ledger, after, participant);
    return done({ version });
  },
});
