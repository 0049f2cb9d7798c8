import { batchEventRecord } from "../../transactions/trade/batches/history.ts";
import { eventsOf } from "../../transactions/trade/batches/reads.ts";
import { batchRecord } from "../../transactions/trade/batches/records.ts";
import { batchInputs, batchNamed, whyUnnamed } from "../batches/named.ts";
import { batchJson, eventJson, proved } from "../batches/proved.ts";
import { recallsJson, recallsSchema } from "../batches/recalls.ts";
import { defineMethod } from "../definition.ts";
import { limitInput } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { fromPlaceInput } from "../places.ts";
import { integer, listOf, nullable, shape } from "../schemas.ts";

/** trade_batch: a batch for those who have it in their hands: how much is left, who has it, and its own events. */
export const batch = defineMethod({
  name: "trade_batch",
  summary:
    "A batch by id, or by producer and number: what is left of it, who has it, the recalls that reach it, and its own events; null if there is none.",
  params: { ...batchInputs, from: fromPlaceInput, limit: limitInput },
  result: nullable(
    shape({
      ...{ recalls: recallsSchema, batch: proved(batchRecord.schema) },
      ...{ events: listOf(proved(batchEventRecord.schema)), next: nullable(integer) },
    }),
  ),
  errors: {},
  example: { params: { producer: "440196000M", batchNo: "LOT-7" } },
  right: "read",
  refine: (named) => whyUnnamed(named),
  handle({ from = 0, limit = rpcLimits.pageDefault, ...named }, { ledger }) {
    const found = batchNamed(ledger, named);
    if (found === undefined) return null;
    const { found: events, next } = eventsOf(ledger, found, from, limit);
    return {
      ...{ recalls: recallsJson(ledger, found), batch: batchJson(found) },
      ...{ events: events.map(eventJson), next: next ?? null },
    };
  },
});
