import { COUNCIL } from "../../primitives/account-id.ts";
import { removeValidator } from "../../transactions/council/remove-validator.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const councilRemoveValidator = defineCommand({
  usage: "council remove-validator <name>",
  summary: "Takes a node's vote from the next epoch on; it stays connected as an observer.",
  options: [expiresOption],
  async run(session, given) {
    const name = argument(given, 0);
    const operations = [operationOf(removeValidator, { name })];
    return decide(session, given, { account: COUNCIL, operations, summary: `Remove ${name}` });
  },
});
