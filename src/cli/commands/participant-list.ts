import { defineCommand } from "../command.ts";
import { readAll } from "../read-all.ts";
import { renderJson } from "../render.ts";

export const participantList = defineCommand({
  usage: "participant list",
  summary: "Everyone who is registered.",
  async run(session) {
    const json = await readAll(session, "participant_list", "participants");
    return { json, text: renderJson(json) };
  },
});
