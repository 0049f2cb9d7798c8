import { splitBatch } from "../../transactions/trade/batches/split.ts";
import { batchNamed } from "../batches/batch-named.ts";
import { carryOutBatch } from "../batches/in-words.ts";
import { shareOf } from "../batches/shares-given.ts";
import { argument, defineCommand } from "../command.ts";
import { expiresOption } from "../decide.ts";

export const tradeSplitBatch = defineCommand({
  usage: "trade split-batch <batch> <parts...>",
  summary:
    "Splits parts off a batch, each NUMBER=QUANTITY like LOT-7/1=2.5; numbers begin with the batch's own.",
  options: [expiresOption],
  async run(session, given) {
    const batch = argument(given, 0);
    const parts = given.args.slice(1).map((text) => {
      const { of: batchNo, quantity } = shareOf(text);
      return { batchNo, quantity };
    });
    const body = { batch: batchNamed(batch), parts };
    const summary = `Split ${parts.length} off ${batch}`;
    return carryOutBatch(session, given, splitBatch, body, summary);
  },
});
