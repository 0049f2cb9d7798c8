import { COUNCIL } from "../../primitives/account-id.ts";
import { reinstate } from "../../transactions/participants/reinstate.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const participantReinstate = defineCommand({
  usage: "participant reinstate <name>",
  summary: "The council lets a suspended participant act again.",
  options: [expiresOption],
  async run(session, given) {
    const name = argument(given, 0);
    const operations = [operationOf(reinstate, { name })];
    return decide(session, given, { account: COUNCIL, operations, summary: `Reinstate ${name}` });
  },
});
