import { defineMethod } from "../definition.ts";
import { flag, integer, nullable, shape, text } from "../schemas.ts";

/** node_health: the same judgement as GET /health/ready, for those who speak JSON-RPC only. */
export const health = defineMethod({
  name: "node_health",
  summary: "Whether this node follows the chain, and if not, why.",
  params: {},
  result: shape({
    healthy: flag,
    height: integer,
    behindBlocks: integer,
    connectedValidators: integer,
    reason: nullable(text),
  }),
  errors: {},
  example: { params: {} },
  right: "read",
  handle(_params, node) {
    const { behindBlocks, connectedValidators, reason } = node.health();
    return {
      healthy: reason === undefined,
      height: node.chain.head().height,
      behindBlocks,
      connectedValidators,
      reason: reason ?? null,
    };
  },
});
