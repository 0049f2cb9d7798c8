import { argument, defineCommand } from "../command.ts";
import { CliError } from "../errors.ts";
import { renderJson } from "../render.ts";

export const account = defineCommand({
  usage: "account <account>",
  summary: "An account: its participant, signers and thresholds; with a verb, changes of them.",
  async run(session, given) {
    const json = await session.call("account_get", { account: argument(given, 0) });
    if (json !== null) return { json, text: renderJson(json) };
    const hint = "The council admits participants with `portolan participant register`.";
    throw new CliError("UNKNOWN_ACCOUNT", "This account is not registered.", hint);
  },
});
