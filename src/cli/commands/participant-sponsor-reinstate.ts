import { sponsorReinstate } from "../../transactions/participants/sponsor-reinstate.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const participantSponsorReinstate = defineCommand({
  usage: "participant sponsor-reinstate <name>",
  summary: "Ends the suspension of a participant by its sponsor, who is the acting account.",
  options: [expiresOption],
  async run(session, given) {
    const name = argument(given, 0);
    const operations = [operationOf(sponsorReinstate, { name })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Reinstate ${name}` });
  },
});
