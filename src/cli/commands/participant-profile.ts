import { publishProfile } from "../../transactions/participants/profile.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { hashOf } from "../hash.ts";
import { operationOf } from "../operations.ts";

export const participantProfile = defineCommand({
  usage: "participant profile <commitment>",
  summary: "Commits to the next version of the participant's profile: a salted hash, hexadecimal.",
  options: [expiresOption],
  async run(session, given) {
    const text = argument(given, 0);
    const operations = [operationOf(publishProfile, { commitment: hashOf(text) })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Commit to profile ${text}` });
  },
});
