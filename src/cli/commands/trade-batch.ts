import { allOf } from "../batches/all-of.ts";
import { ofBatch } from "../batches/batch-named.ts";
import { batchInWords } from "../batches/in-words.ts";
import { batchesTable, eventsTable, recallsTables } from "../batches/tables.ts";
import { argument, defineCommand } from "../command.ts";
import { listOf, objectOf } from "../ledger.ts";
import { pick, renderJson } from "../render.ts";

const HEAD = [
  ...["id", "producer", "batchNo", "itemNo", "made", "origin"],
  ...["quantity", "left", "passedOn", "packed", "parcels"],
  ...["custodian", "offeredTo", "failedInspection"],
];

export const tradeBatch = defineCommand({
  usage: "trade batch <batch>",
  summary:
    "A batch by id or PRODUCER/NUMBER: what is left, who has it, what was made from it, and its own events.",
  async run(session, given) {
    const typed = argument(given, 0);
    const read = (method: string, name: string) =>
      allOf(name, (page) => ofBatch(session, method, typed, page));
    const found = await read("trade_batch", "events");
    const made = (await read("trade_batches", "batches"))["batches"]!;
    const batch = objectOf(found["batch"], "batch");
    const blocks = [
      ...recallsTables(found),
      renderJson(pick(batchInWords(batch), ...HEAD)),
      ...(listOf(made, "batches").length === 0 ? [] : [batchesTable(made)]),
      eventsTable(found["events"], [batch]),
    ];
    return { json: { ...found, made }, text: blocks.join("\n\n") };
  },
});
