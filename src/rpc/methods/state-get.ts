import { toHex } from "../../primitives/bytes.ts";
import { defineMethod } from "../definition.ts";
import { keyInput } from "../inputs.ts";
import { hex, integer, nullable, shape, text } from "../schemas.ts";

/** state_get: a ledger entry as it is stored. Methods of the families give the same in words. */
export const get = defineMethod({
  name: "state_get",
  summary: "The committed bytes under a ledger key; null if it is absent.",
  params: { key: keyInput },
  result: shape({ key: text, value: nullable(hex), height: integer }),
  errors: {},
  example: { params: { key: "participant/alice" } },
  right: "read",
  handle({ key }, node) {
    const value = node.ledger.get(key);
    const { height } = node.chain.head();
    return { key, value: value === undefined ? null : toHex(value), height };
  },
});
