import { batchRecord } from "../../transactions/trade/batches/records.ts";
import { batchInputs, batchNamed, whyUnnamed } from "../batches/named.ts";
import { batchJson, proved } from "../batches/proved.ts";
import { batchesReached, fromReachInput } from "../batches/reach.ts";
import { defineMethod } from "../definition.ts";
import { limitInput } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { listOf, nullable, shape, text } from "../schemas.ts";

/** trade_batches: what a batch became. Nothing lists those of a producer or custodian. */
export const batches = defineMethod({
  name: "trade_batches",
  summary:
    "The batches that were made from one and from what was made from it, in the order of that; null if there is no such batch.",
  params: { ...batchInputs, from: fromReachInput, limit: limitInput },
  result: nullable(shape({ batches: listOf(proved(batchRecord.schema)), next: nullable(text) })),
  errors: {},
  example: { params: { producer: "440196000M", batchNo: "LOT-7" } },
  right: "read",
  refine: (named) => whyUnnamed(named),
  handle({ from, limit = rpcLimits.pageDefault, ...named }, { ledger }) {
    const batch = batchNamed(ledger, named);
    if (batch === undefined) return null;
    const { found, next } = batchesReached(ledger, batch, { from, limit });
    return { batches: found.map(batchJson), next };
  },
});
