import { defineMethod } from "../definition.ts";
import { integer, listOf, nullable, shape, text } from "../schemas.ts";

/** chain_evidence: validators that were seen to sign what contradicts itself. */
export const evidence = defineMethod({
  name: "chain_evidence",
  summary: "Contradicting votes that this node has seen, by validator.",
  params: {},
  result: listOf(shape({ validator: integer, name: nullable(text), kind: text, view: integer })),
  errors: {},
  example: { params: {} },
  right: "read",
  handle(_params, node) {
    const { validators } = node.validators();
    return node.evidence().map(({ validator, kind, view }) => ({
      validator,
      name: validators[validator]?.name ?? null,
      kind,
      view,
    }));
  },
});
