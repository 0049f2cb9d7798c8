import type { Json } from "../../primitives/fields/field.ts";
import { commodities, commodityRecord } from "../../transactions/customs/commodities/records.ts";
import { enterpriseRecord, enterprises } from "../../transactions/customs/enterprises/records.ts";
import { batchEventRecord } from "../../transactions/trade/batches/history.ts";
import { parcelCode, parcelRecord } from "../../transactions/trade/batches/parcels.ts";
import { chainOf, parcelByCode } from "../../transactions/trade/batches/reads.ts";
import { batches, batchRecord } from "../../transactions/trade/batches/records.ts";
import { batchInputs, batchNamed, isBatchNamed } from "../batches/named.ts";
import { batchJson, eventJson, parcelJson, proved, provedEntry } from "../batches/proved.ts";
import { recallsJson, recallsSchema } from "../batches/recalls.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional, whole } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { flag, integer, listOf, nullable, shape } from "../schemas.ts";

/** customs_trace: where goods come from. A code that was scanned leads to its own parcel and to no other. */
export const trace = defineMethod({
  name: "customs_trace",
  summary:
    "The chain of custody of a parcel's goods, by the code on it, or of a batch: whether it is recalled, what it is, what it was made from, and what happened in order of time, each with the key that proves it; null if there is none.",
  params: {
    code: optional(of(parcelCode, "The code on a parcel: 32 hexadecimal digits.")),
    ...batchInputs,
    from: optional(whole(0, Number.MAX_SAFE_INTEGER, "`next` of the page before; 0 if left out.")),
    limit: limitInput,
  },
  result: nullable(
    shape({
      /** What whoever has the goods has to know first. */
      ...{ recalled: flag, recalls: recallsSchema },
      /** If it was asked for by its code. */
      parcel: nullable(proved(parcelRecord.schema)),
      article: proved(commodityRecord.schema),
      producer: proved(enterpriseRecord.schema),
      batch: proved(batchRecord.schema),
      /** All that it was made from. */
      ancestors: listOf(proved(batchRecord.schema)),
      events: listOf(proved(batchEventRecord.schema)),
      next: nullable(integer),
    }),
  ),
  errors: {},
  example: { params: { code: "5e".repeat(16) } },
  right: "read",
  refine: ({ code, ...named }) =>
    isBatchNamed(named, code)
      ? undefined
      : "must name goods by the code on a parcel, by the id of a batch, or by producer and batchNo",
  handle({ code, from = 0, limit = rpcLimits.pageDefault, ...named }, { ledger }): Json {
    const parcel = code && parcelByCode(ledger, code);
    const batch = parcel === undefined ? undefined : batches.read(ledger, parcel.batch);
    const found = code === undefined ? batchNamed(ledger, named) : batch;
    if (found === undefined) return null;
    const recalls = recallsJson(ledger, found);
    const { producer, itemNo, ancestors } = found;
    const { found: events, next } = chainOf(ledger, found, from, limit);
    return {
      ...{ recalled: recalls.length > 0, recalls },
      parcel: parcel === undefined ? null : parcelJson(parcel),
      article: provedEntry(ledger, commodities, producer, itemNo),
      producer: provedEntry(ledger, enterprises, producer),
      batch: batchJson(found),
      ancestors: ancestors.map((id) => batchJson(batches.read(ledger, id)!)),
      ...{ events: events.map(eventJson), next: next ?? null },
    };
  },
});
