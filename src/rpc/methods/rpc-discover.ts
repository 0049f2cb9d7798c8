import { defineMethod } from "../definition.ts";
import { openRpcDocument } from "../openrpc.ts";
import { anything } from "../schemas.ts";

/** rpc.discover: the OpenRPC document, made from the table that the server runs by. */
export const discover = defineMethod({
  name: "rpc.discover",
  summary: "This interface as an OpenRPC document.",
  params: {},
  result: anything,
  errors: {},
  example: { params: {} },
  right: "read",
  handle: (_params, node) => openRpcDocument(node.self.version),
});
