import { argument, defineCommand } from "../command.ts";
import { textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";

export const participantAccounts = defineCommand({
  usage: "participant accounts <name>",
  summary: "A participant's accounts, the first one first.",
  async run(session, given) {
    const participant = argument(given, 0);
    const json = await readAll(session, "participant_accounts", "accounts", { participant });
    return { json, text: json.map((one) => textOf(one, "account")).join("\n") };
  },
});
