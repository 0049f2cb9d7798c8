import { defineCommand } from "../command.ts";
import { renderJson } from "../render.ts";

/** What the node is, where its chain stands, and whether it is well. */
export const status = defineCommand({
  usage: "status",
  summary: "The node: network, height, consensus, health.",
  async run(session) {
    const [info, health, head] = await Promise.all(
      ["node_info", "node_health", "chain_head"].map((method) => session.call(method)),
    );
    const json = { info: info ?? null, head: head ?? null, health: health ?? null };
    return { json, text: renderJson(json) };
  },
});
