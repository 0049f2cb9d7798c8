import { argument, defineCommand } from "../command.ts";
import { CliError } from "../errors.ts";
import { renderJson } from "../render.ts";

export const participantGet = defineCommand({
  usage: "participant get <name>",
  summary: "A participant: roles, country, LEI and account.",
  async run(session, given) {
    const name = argument(given, 0);
    const json = await session.call("participant_get", { participant: name });
    if (json !== null) return { json, text: renderJson(json) };
    const hint = "`portolan participant list` shows who is registered.";
    throw new CliError("UNKNOWN_NAME", `No participant is called ${name}.`, hint);
  },
});
