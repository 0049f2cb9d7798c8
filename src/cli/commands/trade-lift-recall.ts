import { liftRecall } from "../../transactions/trade/batches/lift-recall.ts";
import { batchNamed } from "../batches/batch-named.ts";
import { carryOutBatch } from "../batches/in-words.ts";
import { argument, defineCommand } from "../command.ts";
import { expiresOption } from "../decide.ts";

export const tradeLiftRecall = defineCommand({
  usage: "trade lift-recall <batch>",
  summary: "Whoever has recalled a batch lifts the recall.",
  options: [expiresOption],
  async run(session, given) {
    const batch = argument(given, 0);
    const body = { batch: batchNamed(batch) };
    return carryOutBatch(session, given, liftRecall, body, `Lift the recall of ${batch}`);
  },
});
