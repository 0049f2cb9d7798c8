import { approve } from "../../transactions/participants/approve.ts";
import { argument, defineCommand } from "../command.ts";
import { operationOf } from "../operations.ts";
import { proposalIdOf } from "../proposal-words.ts";
import { transact } from "../transact.ts";

/** A person should look at what it is first: `portolan proposal list`. */
export const proposalApprove = defineCommand({
  usage: "proposal approve <id>",
  summary: "Approves a proposal of an account, named with --as; `proposal list` shows what it is.",
  async run(session, given) {
    const text = argument(given, 0);
    const operations = [operationOf(approve, { proposal: proposalIdOf(text) })];
    const account = await session.actor();
    return transact(session, { account, operations, summary: `Approve ${text}` });
  },
});
