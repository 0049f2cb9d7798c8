import { withdraw } from "../../transactions/participants/withdraw.ts";
import { argument, defineCommand } from "../command.ts";
import { operationOf } from "../operations.ts";
import { proposalIdOf } from "../proposal-words.ts";
import { transact } from "../transact.ts";

export const proposalWithdraw = defineCommand({
  usage: "proposal withdraw <id>",
  summary: "Takes the key's approval of a proposal back; without any left, the proposal is closed.",
  async run(session, given) {
    const text = argument(given, 0);
    const operations = [operationOf(withdraw, { proposal: proposalIdOf(text) })];
    const account = await session.actor();
    return transact(session, { account, operations, summary: `Withdraw from ${text}` });
  },
});
