import { defineCommand } from "../command.ts";
import { renderJson } from "../render.ts";

export const validators = defineCommand({
  usage: "validators",
  summary: "The validators of the current epoch and what a quorum of them is.",
  async run(session) {
    const json = await session.call("chain_validators");
    return { json, text: renderJson(json) };
  },
});
