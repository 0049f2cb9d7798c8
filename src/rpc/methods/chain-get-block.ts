import { field } from "../../primitives/fields/index.ts";
import { blockToJson } from "../block-json.ts";
import { defineMethod } from "../definition.ts";
import { heightInput, of, optional } from "../inputs.ts";
import { blockSchema, nullable } from "../schemas.ts";

/** chain_getBlock. Null above the head and for an unknown hash, so that a poller needs no error handling. */
export const getBlock = defineMethod({
  name: "chain_getBlock",
  summary: "The committed block at a height or with a hash, its transactions and their receipts.",
  params: {
    height: optional(heightInput),
    hash: optional(of(field.hash(), "The block's digest.")),
  },
  result: nullable(blockSchema),
  errors: {
    HISTORY_PRUNED:
      "The block is older than this node keeps (data.firstHeight). Ask an archive node.",
  },
  example: { params: { height: 1 } },
  right: "read",
  refine: ({ height, hash }) =>
    (height === undefined) === (hash === undefined)
      ? "give either a height or a hash, not both"
      : undefined,
  async handle({ height, hash }, { chain }, { fail, commits }) {
    const at = height ?? chain.heightOfDigest(hash!);
    if (at === undefined || at > chain.head().height) return null;
    const firstHeight = chain.firstHeight();
    if (at < firstHeight) {
      throw fail("HISTORY_PRUNED", `Block ${at} is not kept here.`, { firstHeight });
    }
    const block = commits.block(at);
    return block === undefined ? null : blockToJson(block);
  },
});
