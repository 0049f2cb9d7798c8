import { handOver } from "../../chain/proof/document.ts";
import { defineMethod } from "../definition.ts";
import { fromEpochInput, heightInput } from "../inputs.ts";
import { handOversTo, headerProof } from "../proof-json.ts";
import { finality, hash, hex, listOf, nullable, shape, words } from "../schemas.ts";

/** chain_proof: what a light client goes on from, and an auditor keeps of a day's last block. */
export const proof = defineMethod({
  name: "chain_proof",
  summary:
    "A document that proves offline that a header is final; null above the head and for genesis.",
  params: { height: heightInput, fromEpoch: fromEpochInput },
  result: nullable(
    shape({
      kind: words("header"),
      chainId: hash,
      handOvers: listOf(handOver.schema),
      header: hex,
      finality,
    }),
  ),
  errors: {},
  example: { params: { height: 1 } },
  right: "read",
  handle({ height, fromEpoch = 0 }, node) {
    const block = node.chain.block(height);
    const why = node.chain.finality(height);
    if (block === undefined || why === undefined) return null;
    return headerProof(node.chainId, handOversTo(node, fromEpoch, block), block, why);
  },
});
