import { header } from "../../chain/block.ts";
import { toHex } from "../../primitives/bytes.ts";
import { defineMethod } from "../definition.ts";
import { hash, headerSchema, integer, shape } from "../schemas.ts";

/** chain_head: the newest final block. There is no other kind of head to ask for. */
export const head = defineMethod({
  name: "chain_head",
  summary: "The newest committed block's height, digest and header.",
  params: {},
  result: shape({ height: integer, digest: hash, header: headerSchema }),
  errors: {},
  example: { params: {} },
  right: "read",
  handle(_params, { chain }) {
    const { height, digest, header: value } = chain.head();
    return { height, digest: toHex(digest), header: header.toJson(value) };
  },
});
