import { sponsor } from "../../transactions/participants/sponsor.ts";
import { admissionOf, admissionOptions } from "../admission-options.ts";
import { defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const participantSponsor = defineCommand({
  usage: "participant sponsor",
  summary: "Admits a person, enterprise or merchant that the acting account answers for.",
  options: [...admissionOptions, expiresOption],
  async run(session, given) {
    const body = await admissionOf(given);
    const operations = [operationOf(sponsor, body)];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Sponsor ${body.name}` });
  },
});
