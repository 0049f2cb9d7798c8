import type { Json } from "../../primitives/fields/field.ts";
import { allOf } from "../batches/all-of.ts";
import { goodsNamed } from "../batches/goods-named.ts";
import { batchInWords } from "../batches/in-words.ts";
import { eventsTable, recallsTables } from "../batches/tables.ts";
import { argument, defineCommand } from "../command.ts";
import { CliError } from "../errors.ts";
import { type JsonObject, listOf, objectOf, textOf } from "../ledger.ts";
import { renderJson } from "../render.ts";

export const customsTrace = defineCommand({
  usage: "customs trace <goods>",
  summary:
    "Where goods come from, by the code on a parcel or by a batch: recalls, article, producer, and all that happened.",
  async run(session, given) {
    const typed = argument(given, 0);
    const named = goodsNamed(typed);
    const json = await allOf("events", async (page) => {
      const found = await session.call("customs_trace", { ...named, ...page });
      if (found !== null) return objectOf(found, "customs_trace");
      const hint = "Compare it with the label. Whoever has packed or made the goods put it there.";
      throw new CliError("UNKNOWN_GOODS", `Nothing is known of ${typed}.`, hint);
    });
    const batches = [json["batch"]!, ...listOf(json["ancestors"], "ancestors")];
    const events = eventsTable(json["events"], batches);
    const blocks = [...recallsTables(json), renderJson(headOf(json)), events];
    return { json, text: blocks.join("\n\n") };
  },
});

/** What the goods are, in a line for each thing that a label says too. */
function headOf({ recalled, article, producer, batch, ancestors, parcel }: JsonObject): JsonObject {
  const { terms, itemNo } = objectOf(article, "article");
  const { code, participant, terms: registered } = objectOf(producer, "producer");
  const { batchNo, made, origin, custodian, failedInspection } = objectOf(batch, "batch");
  const madeFrom = listOf(ancestors, "ancestors").map((one) => objectOf(one, "batch")["batchNo"]!);
  const head: JsonObject = {
    ...{ recalled: recalled!, article: nameIn(terms), itemNo: itemNo!, made: made! },
    ...{ origin: origin!, producer: nameIn(registered), code: code!, participant: participant! },
    ...{ batch: batchNo!, madeFrom, custodian: custodian!, failedInspection: failedInspection! },
  };
  if (parcel === null) return head;
  const { logisticsCode, logisticsNo, ...packed } = batchInWords(objectOf(parcel, "parcel"));
  const name = `${textOf(logisticsCode, "logisticsCode")}/${textOf(logisticsNo, "logisticsNo")}`;
  const { quantity, participant: packedBy, timeMs: packedAtMs } = packed;
  const how = { quantity: quantity!, packedBy: packedBy!, packedAtMs: packedAtMs! };
  return { ...head, parcel: name, ...how };
}

/** As it is on record; null of a record that was never approved. */
function nameIn(terms: Json | undefined): Json {
  return (terms ?? null) === null ? null : (objectOf(terms, "terms")["name"] ?? null);
}
