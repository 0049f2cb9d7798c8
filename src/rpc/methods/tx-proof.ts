import { handOver } from "../../chain/proof/document.ts";
import { defineMethod } from "../definition.ts";
import { flagInput, fromEpochInput, idInput, optional } from "../inputs.ts";
import { handOversTo, nextBlockMs, transactionProof } from "../proof-json.ts";
import { branch, finality, hash, hex, listOf, nullable, shape, words } from "../schemas.ts";

/**
 * tx_proof: a document that convinces without this node. The receipt's root stands in the header above the
 * transaction's, so a proof asked for at once waits for that block, unless `receipt` is false.
 */
export const proof = defineMethod({
  name: "tx_proof",
  summary: "A document that proves offline that a transaction is final, and what became of it.",
  params: {
    id: idInput,
    fromEpoch: fromEpochInput,
    receipt: optional(flagInput("Whether to wait for the block that proves the receipt; true.")),
  },
  result: shape({
    kind: words("transaction"),
    chainId: hash,
    handOvers: listOf(handOver.schema),
    id: hash,
    transaction: hex,
    header: hex,
    branch,
    finality,
    receipt: nullable(shape({ receipt: hex, branch, header: hex, finality })),
  }),
  errors: {
    NOT_COMMITTED: "The transaction is in no block. tx_get says whether it still can be.",
    NOT_YET_PROVABLE: "The certificate is not on disk yet. Ask again in a second.",
    TOO_MANY_WAITING: "Too many calls wait at this node. Ask again with receipt: false.",
  },
  example: { params: { id: "00".repeat(32) } },
  right: "read",
  async handle({ id, fromEpoch = 0, receipt }, node, { fail, commits }) {
    const place = node.chain.place(id);
    if (place === undefined) throw fail("NOT_COMMITTED");
    const { height, index } = place;
    const block = commits.block(height);
    const finality = node.chain.finality(height);
    if (block === undefined || finality === undefined) throw fail("NOT_YET_PROVABLE");

    const above = () => {
      const found = commits.block(height + 1);
      const why = node.chain.finality(height + 1);
      return found === undefined || why === undefined ? undefined : { block: found, finality: why };
    };
    let next = above();
    if (next === undefined && receipt !== false) {
      if (commits.isFull()) throw fail("TOO_MANY_WAITING");
      next = await commits.until(above, nextBlockMs(node));
    }
    const handOvers = handOversTo(node, fromEpoch, next?.block ?? block);
    return transactionProof(node.chainId, handOvers, block, index, finality, next);
  },
});
