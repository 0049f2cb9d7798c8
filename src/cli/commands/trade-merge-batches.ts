import { mergeBatches } from "../../transactions/trade/batches/merge.ts";
import { batchNamed } from "../batches/batch-named.ts";
import { carryOutBatch } from "../batches/in-words.ts";
import { shareOf } from "../batches/shares-given.ts";
import { argument, defineCommand } from "../command.ts";
import { expiresOption } from "../decide.ts";

export const tradeMergeBatches = defineCommand({
  usage: "trade merge-batches <batchNo> <shares...>",
  summary:
    "Makes one batch of parts of several, each BATCH=QUANTITY; its number begins with that of the first.",
  options: [expiresOption],
  async run(session, given) {
    const batchNo = argument(given, 0);
    const from = given.args.slice(1).map((text) => {
      const { of, quantity } = shareOf(text);
      return { batch: batchNamed(of), quantity };
    });
    const summary = `Make batch ${batchNo} of ${from.length} others`;
    return carryOutBatch(session, given, mergeBatches, { from, batchNo }, summary);
  },
});
