import { COUNCIL } from "../../primitives/account-id.ts";
import { suspend } from "../../transactions/participants/suspend.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const participantSuspend = defineCommand({
  usage: "participant suspend <name>",
  summary: "The council keeps a participant from acting, until it reinstates it.",
  options: [
    { flags: "--reason <text>", summary: "why; everyone can read it", required: true },
    expiresOption,
  ],
  async run(session, given) {
    const name = argument(given, 0);
    const reason = textOption(given, "reason") ?? "";
    const operations = [operationOf(suspend, { name, reason })];
    return decide(session, given, { account: COUNCIL, operations, summary: `Suspend ${name}` });
  },
});
