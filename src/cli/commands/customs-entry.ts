import { argument, defineCommand } from "../command.ts";
import { CliError } from "../errors.ts";
import { renderJson } from "../render.ts";

export const customsEntry = defineCommand({
  usage: "customs entry <entryId>",
  summary: "The lists that are in a declaration of exports, by its 18-character number.",
  async run(session, given) {
    const entryId = argument(given, 0);
    const json = await session.call("customs_entry", { entryId });
    if (json !== null) return { json, text: renderJson(json) };
    const hint = "Compare it with the declaration: 18 digits and capital letters.";
    throw new CliError("UNKNOWN_ENTRY", `There is no declaration ${entryId}.`, hint);
  },
});
