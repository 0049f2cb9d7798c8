import { allOf } from "../batches/all-of.ts";
import { ofBatch } from "../batches/batch-named.ts";
import { parcelsTable, recallsTables } from "../batches/tables.ts";
import { argument, defineCommand } from "../command.ts";

export const tradeRecalledParcels = defineCommand({
  usage: "trade recalled-parcels <batch>",
  summary:
    "Every parcel that a recall of a batch reaches, or would: of the batch and of all that was made from it.",
  async run(session, given) {
    const typed = argument(given, 0);
    const read = (page: Parameters<typeof ofBatch>[3]) =>
      ofBatch(session, "trade_recall", typed, page);
    const json = await allOf("parcels", read);
    const blocks = [...recallsTables(json), parcelsTable(json["parcels"])];
    return { json, text: blocks.join("\n\n") };
  },
});
