import type { Json } from "../../primitives/fields/field.ts";
import { parcelRecord } from "../../transactions/trade/batches/parcels.ts";
import { batchRecord } from "../../transactions/trade/batches/records.ts";
import { batchInputs, batchNamed, whyUnnamed } from "../batches/named.ts";
import { batchJson, parcelJson, proved } from "../batches/proved.ts";
import { fromReachInput, type ParcelReached, parcelsReached } from "../batches/reach.ts";
import { recallsJson, recallsSchema } from "../batches/recalls.ts";
import { defineMethod } from "../definition.ts";
import { limitInput } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { listOf, nullable, shape, text } from "../schemas.ts";

/** What is told of a parcel: all but its code, which is for who has it in hand. */
const TOLD = [
  ...["batch", "place", "quantity", "waybill", "logisticsCode", "logisticsNo"],
  ...["participant", "by", "operation", "height", "timeMs"],
] as const satisfies readonly (keyof typeof parcelRecord.shape)[];

/** With the number of its batch, so that it can be compared with a label. */
const parcelReached = shape({
  ...Object.fromEntries(TOLD.map((name) => [name, parcelRecord.shape[name].schema])),
  ...{ batchNo: batchRecord.shape.batchNo.schema, proofKey: text },
});

function reachedJson({ parcel, batchNo }: ParcelReached): Json {
  const { proofKey, ...json } = parcelJson(parcel);
  const told = Object.fromEntries(TOLD.map((name) => [name, json[name]!]));
  return { ...told, batchNo, proofKey: proofKey! };
}

/** trade_recall: whom a recall is to be told. Of a batch that is not recalled it says whom it would be. */
export const recall = defineMethod({
  name: "trade_recall",
  summary:
    "Every parcel of a recalled batch and of everything that was made from it, page by page; null if there is no such batch. A page may be short while `next` says that there are more.",
  params: { ...batchInputs, from: fromReachInput, limit: limitInput },
  result: nullable(
    shape({
      ...{ recalls: recallsSchema, batch: proved(batchRecord.schema) },
      ...{ parcels: listOf(parcelReached), next: nullable(text) },
    }),
  ),
  errors: {},
  example: { params: { producer: "440196000M", batchNo: "LOT-7" } },
  right: "read",
  refine: (named) => whyUnnamed(named),
  handle({ from, limit = rpcLimits.pageDefault, ...named }, { ledger }) {
    const batch = batchNamed(ledger, named);
    if (batch === undefined) return null;
    const { found, next } = parcelsReached(ledger, batch, { from, limit });
    const parcels = found.map(reachedJson);
    return { recalls: recallsJson(ledger, batch), batch: batchJson(batch), parcels, next };
  },
});
