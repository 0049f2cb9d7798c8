import { defineMethod } from "../definition.ts";
import { idInput } from "../inputs.ts";
import { status } from "../schemas.ts";
import { statusToJson } from "../status-json.ts";

/**
 * tx_get: pending, committed, rejected, expired or unknown. An answer for every id, never an error. What is in a block below
 * `firstHeight` (node_info) is unknown here.
 */
export const get = defineMethod({
  name: "tx_get",
  summary:
    "What became of a transaction: its status, and if committed its place, body and receipt.",
  params: { id: idInput },
  result: status,
  errors: {},
  example: { params: { id: "00".repeat(32) } },
  right: "read",
  handle: ({ id }, node, { commits }) =>
    statusToJson(id, node.status(id), commits, { withTransaction: true }),
});
