import { defineMethod } from "../definition.ts";
import { listOf, shape, text, time, words } from "../schemas.ts";

/** node_peers: who this node is connected with now. */
export const peers = defineMethod({
  name: "node_peers",
  summary: "The nodes that this node is connected with.",
  params: {},
  result: listOf(
    shape({
      peerId: text,
      name: text,
      address: text,
      direction: words("inbound", "outbound"),
      connectedAtMs: time,
    }),
  ),
  errors: {},
  example: { params: {} },
  right: "read",
  handle: (_params, node) =>
    node.peers().map(({ peerId, name, address, direction, connectedAtMs }) => ({
      peerId,
      name,
      address,
      direction,
      connectedAtMs,
    })),
});
