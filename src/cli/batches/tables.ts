import type { Json } from "../../primitives/fields/field.ts";
import { type JsonObject, listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { renderTable } from "../render.ts";
import { batchInWords } from "./in-words.ts";

const cells = (...values: readonly (Json | undefined)[]): Json[] =>
  values.map((one) => one ?? null);
const timeOf = (timeMs: Json | undefined): string =>
  new Date(numberOf(timeMs, "timeMs")).toISOString();

/** The recalls that reach goods, which are said before all else; nothing if there are none. */
export function recallsTables(found: JsonObject): string[] {
  const recalls = listOf(found["recalls"], "recalls");
  if (recalls.length === 0) return [];
  const rows = recalls.map((one) => {
    const { producer, batchNo, by, reason, notice, timeMs } = objectOf(one, "recall");
    const name = `${textOf(producer, "producer")}/${textOf(batchNo, "batchNo")}`;
    return cells(name, reason, by, timeOf(timeMs), notice);
  });
  return [renderTable(["RECALLED", "reason", "by", "since", "notice"], rows)];
}

/** A line for each batch: what is left of it, and who has it. */
export function batchesTable(batches: Json | undefined): string {
  const rows = listOf(batches, "batches").map((one) => {
    const { batchNo, quantity, left, parcels, custodian, offeredTo } = batchInWords(
      objectOf(one, "batch"),
    );
    return cells(batchNo, quantity, left, parcels, custodian, offeredTo);
  });
  const heads = ["batch", "quantity", "left", "parcels", "custodian", "offered to"];
  return renderTable(heads, rows, heads.slice(1, 4));
}

/** What happened, in order of time; `batches` are those whose numbers are shown. */
export function eventsTable(events: Json | undefined, batches: readonly Json[]): string {
  const numbers = new Map<Json, Json>();
  for (const one of batches) {
    const { id, batchNo } = objectOf(one, "batch");
    numbers.set(id!, batchNo!);
  }
  const rows = listOf(events, "events").map((one) => {
    const { batch, event, country, code, document, participant, to, ...when } = objectOf(
      one,
      "event",
    );
    const said = cells(event, to ?? code, country, participant, when["height"], document);
    return [timeOf(when["timeMs"]), numbers.get(batch!) ?? null, ...said];
  });
  return renderTable(
    ["time", "batch", "event", "says", "country", "by", "height", "document"],
    rows,
  );
}

/** Parcels by waybill, with the batch that each has goods of. */
export function parcelsTable(parcels: Json | undefined): string {
  const rows = listOf(parcels, "parcels").map((one) => {
    const { logisticsCode, logisticsNo, batchNo, quantity, participant, timeMs } = batchInWords(
      objectOf(one, "parcel"),
    );
    const name = `${textOf(logisticsCode, "logisticsCode")}/${textOf(logisticsNo, "logisticsNo")}`;
    return cells(name, batchNo, quantity, participant, timeOf(timeMs));
  });
  return renderTable(["parcel", "batch", "quantity", "packed by", "time"], rows, ["quantity"]);
}
