import { defineCommand } from "../command.ts";
import { renderJson } from "../render.ts";

export const peers = defineCommand({
  usage: "peers",
  summary: "The nodes that this node is connected to.",
  async run(session) {
    const json = await session.call("node_peers");
    return { json, text: renderJson(json) };
  },
});
