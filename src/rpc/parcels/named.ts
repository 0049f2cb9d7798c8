import type { Json } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { toHex } from "../../primitives/bytes.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { recallOf } from "../../transactions/trade/batches/lineage.ts";
import type { ParcelRecord } from "../../transactions/trade/batches/parcels.ts";
import { batches, batchRecord } from "../../transactions/trade/batches/records.ts";
import { flag, hash, listOf, shape, text, words } from "../schemas.ts";
import type { ParcelDocuments } from "./documents.ts";
import { DOCUMENTS, type DocumentName } from "./histories.ts";

/** Of each document what its own method takes, how its originator calls it, and where it is; of a summary application its entryId. */
export const documentsSchema = listOf(
  shape({ document: words(...DOCUMENTS, "summary"), id: text, number: text, status: text }),
);

export function documentsJson(of: ParcelDocuments): Json {
  type Kind = DocumentName | "summary";
  const line = (document: Kind, id: Uint8Array, number: string, status: string): Json => {
    return { document, id: toHex(id), number, status };
  };
  return [
    ...of.sales.map((one) =>
      line("trade-order", one.id, `${one.ebpCode}/${one.orderNo}`, one.status),
    ),
    ...of.orders.map((one) => line("order", one.id, `${one.ebpCode}/${one.orderNo}`, one.status)),
    ...of.payments.map(({ uetr, status }): Json => {
      const id = field.uuid().toJson(uetr);
      return { document: "payment", id, number: id, status };
    }),
    ...of.slips.map((one) =>
      line("slip", one.id, `${one.payCode}/${one.payTransactionId}`, one.status),
    ),
    ...of.waybills.map((one) => {
      const number = `${one.logisticsCode}/${one.logisticsNo}`;
      return line("waybill", one.id, number, one.logisticsStatus ?? one.status);
    }),
    ...of.lists.map((one) => line("list", one.id, `${one.agentCode}/${one.copNo}`, one.status)),
    ...of.summaries.map((one) =>
      line("summary", one.id, `${one.agentCode}/${one.copNo}`, one.entryId ?? "not entered"),
    ),
  ];
}

const { producer, batchNo, itemNo, quantity } = batchRecord.shape;

/** Goods of batches that are in the parcel; `recalled` if a recall reaches the batch. */
export const batchesSchema = listOf(
  shape({
    ...{ batch: hash, producer: producer.schema, batchNo: batchNo.schema, itemNo: itemNo.schema },
    ...{ quantity: quantity.schema, recalled: flag },
  }),
);

export function batchesJson(ledger: LedgerReader, packed: readonly ParcelRecord[]): Json {
  return packed.map(({ batch: id, quantity: count }): Json => {
    const batch = batches.read(ledger, id)!;
    const of = { producer: batch.producer, batchNo: batch.batchNo, itemNo: batch.itemNo };
    const recalled = recallOf(ledger, batch) !== undefined;
    return { batch: toHex(id), ...of, quantity: count.toString(), recalled };
  });
}
