import { operationsFromJson } from "../../rpc/transaction-json.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { readJson } from "../files.ts";

/** The operations are those of `tx build`: a list of {type, body}. Several together are carried out together or not at all. */
export const proposalOpen = defineCommand({
  usage: "proposal open <file>",
  summary:
    "Proposes a JSON list of operations to the account's signers; name the account with --as.",
  options: [expiresOption],
  async run(session, given) {
    const json = readJson(argument(given, 0));
    const operations = await session.withNames((names) =>
      operationsFromJson(json, names, "operations"),
    );
    const account = await session.actor();
    const summary = `Carry out ${operations.length} operations`;
    return decide(session, given, { account, operations, summary });
  },
});
