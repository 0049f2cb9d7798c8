import { COUNCIL } from "../../primitives/account-id.ts";
import { register } from "../../transactions/participants/register.ts";
import { admissionOf, admissionOptions } from "../admission-options.ts";
import { defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

/** The council admits a participant: at once if the keys are more than two thirds of its weight, else by a proposal. */
export const participantRegister = defineCommand({
  usage: "participant register",
  summary: "The council admits a participant; give one --key for each council member that is here.",
  options: [...admissionOptions, expiresOption],
  async run(session, given) {
    const body = await admissionOf(given);
    const operations = [operationOf(register, body)];
    const summary = `Register ${body.name}`;
    return decide(session, given, { account: COUNCIL, operations, summary });
  },
});
