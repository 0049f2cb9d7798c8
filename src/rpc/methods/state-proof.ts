import { handOver } from "../../chain/proof/document.ts";
import { defineMethod } from "../definition.ts";
import { fromEpochInput, keyInput } from "../inputs.ts";
import { handOversTo, nextBlockMs, stateProof } from "../proof-json.ts";
import { finality, hash, hex, integer, listOf, nullable, shape, text, words } from "../schemas.ts";

/**
 * state_proof. The root after a block stands in the header above it, which is not there while the block is the head: the
 * call waits for it, at most one empty block interval and a little.
 */
export const proof = defineMethod({
  name: "state_proof",
  summary: "A document that proves offline what a ledger key holds, or that it is absent.",
  params: { key: keyInput, fromEpoch: fromEpochInput },
  result: shape({
    kind: words("state"),
    chainId: hash,
    handOvers: listOf(handOver.schema),
    key: text,
    value: nullable(hex),
    proof: shape({ bucket: hex, siblings: listOf(hash) }),
    height: integer,
    header: hex,
    finality,
  }),
  errors: {
    NOT_YET_PROVABLE:
      "The block that carries the state's root did not come in time. Ask again; if it repeats, the chain stands still: see node_health.",
    TOO_MANY_WAITING: "Too many calls wait at this node. Ask again in a second.",
  },
  example: { params: { key: "participant/alice" } },
  right: "read",
  async handle({ key, fromEpoch = 0 }, node, { fail, commits }) {
    if (commits.isFull()) throw fail("TOO_MANY_WAITING");
    const proved = node.proveState(key);
    const above = () => {
      const block = commits.block(proved.height + 1);
      const why = node.chain.finality(proved.height + 1);
      return block === undefined || why === undefined ? undefined : { block, finality: why };
    };
    const next = await commits.until(above, nextBlockMs(node));
    if (next === undefined) {
      throw fail("NOT_YET_PROVABLE", `Block ${proved.height + 1} did not come in time.`, {
        height: proved.height,
      });
    }
    const handOvers = handOversTo(node, fromEpoch, next.block);
    return stateProof(node.chainId, handOvers, key, proved, next.block, next.finality);
  },
});
