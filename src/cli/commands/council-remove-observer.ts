import { COUNCIL } from "../../primitives/account-id.ts";
import { removeObserver } from "../../transactions/council/remove-observer.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const councilRemoveObserver = defineCommand({
  usage: "council remove-observer <peer-id>",
  summary: "Takes the right to connect from an observer.",
  options: [expiresOption],
  async run(session, given) {
    const peerId = argument(given, 0);
    const operations = [operationOf(removeObserver, { peerId })];
    return decide(session, given, { account: COUNCIL, operations, summary: `Remove ${peerId}` });
  },
});
