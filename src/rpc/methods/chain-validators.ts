import { validator } from "../../chain/validator-set.ts";
import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineMethod } from "../definition.ts";
import { of, optional } from "../inputs.ts";
import { hash, integer, listOf, shape } from "../schemas.ts";

/** chain_validators: in the order that round robin and certificates go by. */
export const validators = defineMethod({
  name: "chain_validators",
  summary: "The validators of the current epoch, the quorum and how many may be faulty.",
  params: { epoch: optional(of(field.uint(32), "The current epoch if left out.")) },
  result: shape({
    epoch: integer,
    hash,
    quorum: integer,
    faulty: integer,
    validators: listOf(validator.schema),
  }),
  errors: {
    UNKNOWN_EPOCH: "This node serves the current epoch (data.epoch). Leave the epoch out.",
  },
  example: { params: {} },
  right: "read",
  handle({ epoch }, node, { fail }) {
    const set = node.validators();
    if (epoch !== undefined && epoch !== set.epoch) {
      throw fail("UNKNOWN_EPOCH", `Epoch ${epoch} is not the current one.`, { epoch: set.epoch });
    }
    return {
      epoch: set.epoch,
      hash: toHex(set.hash),
      quorum: set.quorum,
      faulty: set.faulty,
      validators: set.validators.map((one) => validator.toJson(one)),
    };
  },
});
