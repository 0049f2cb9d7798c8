import { fromHex } from "../../primitives/bytes.ts";
import { approve } from "../../transactions/participants/approve.ts";
import { argument, defineCommand } from "../command.ts";
import { usageError } from "../errors.ts";
import { operationOf } from "../operations.ts";
import { transact } from "../transact.ts";

/** A person should look at what it is first: `portolan proposal list`. */
export const proposalApprove = defineCommand({
  usage: "proposal approve <id>",
  summary: "Approves a proposal of an account, named with --as; `proposal list` shows what it is.",
  async run(session, given) {
    const text = argument(given, 0);
    const id = text.length === 64 ? fromHex(text) : undefined;
    if (id === undefined) {
      const hint = "`portolan proposal list ACCOUNT` shows the ids, 64 hexadecimal digits each.";
      throw usageError("ID_FORMAT", `"${text}" is no proposal's id.`, hint);
    }
    const operations = [operationOf(approve, { proposal: id })];
    const account = await session.actor();
    return transact(session, { account, operations, summary: `Approve ${text}` });
  },
});
