import { sponsorSuspend } from "../../transactions/participants/sponsor-suspend.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const participantSponsorSuspend = defineCommand({
  usage: "participant sponsor-suspend <name>",
  summary:
    "Suspends a participant that the acting account sponsors; it or the council can end that.",
  options: [
    { flags: "--reason <text>", summary: "why; everyone can read it", required: true },
    expiresOption,
  ],
  async run(session, given) {
    const name = argument(given, 0);
    const reason = textOption(given, "reason") ?? "";
    const operations = [operationOf(sponsorSuspend, { name, reason })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Suspend ${name}` });
  },
});
