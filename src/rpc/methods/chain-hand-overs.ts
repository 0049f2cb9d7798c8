import { handOver } from "../../chain/proof/document.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { listOf } from "../schemas.ts";

/** chain_handOvers: the steps by which a light client follows the validator set (C13). Empty once it is up to date. */
export const handOvers = defineMethod({
  name: "chain_handOvers",
  summary:
    "How epochs handed over to their next: last header, its certificate, the next validators.",
  params: {
    fromEpoch: of(field.uint(32), "The epoch whose validators the caller trusts."),
    limit: limitInput,
  },
  result: listOf(handOver.schema),
  errors: {},
  example: { params: { fromEpoch: 0 } },
  right: "read",
  handle({ fromEpoch, limit = rpcLimits.pageDefault }, { chain }) {
    return chain.handOvers(fromEpoch, limit).map((one) => handOver.toJson(one));
  },
});
