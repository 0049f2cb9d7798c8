import { takeOverBatch } from "../../transactions/trade/batches/take-over.ts";
import { batchNamed } from "../batches/batch-named.ts";
import { carryOutBatch } from "../batches/in-words.ts";
import { argument, defineCommand } from "../command.ts";
import { expiresOption } from "../decide.ts";

export const tradeTakeOver = defineCommand({
  usage: "trade take-over <batch>",
  summary: "Takes over a batch that was offered to the acting participant.",
  options: [expiresOption],
  async run(session, given) {
    const batch = argument(given, 0);
    const body = { batch: batchNamed(batch) };
    return carryOutBatch(session, given, takeOverBatch, body, `Take ${batch} over`);
  },
});
