import { recallBatch } from "../../transactions/trade/batches/recall.ts";
import { batchNamed } from "../batches/batch-named.ts";
import { carryOutBatch } from "../batches/in-words.ts";
import { hashGiven } from "../batches/hash-given.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { expiresOption } from "../decide.ts";

export const tradeRecall = defineCommand({
  usage: "trade recall <batch>",
  summary: "A producer or an office recalls a batch and everything that was made from it.",
  options: [
    {
      flags: "--reason <code>",
      summary: "like CONTAMINATION, ALLERGEN, WRONG_LABEL or DEFECT",
      required: true,
    },
    {
      flags: "--notice <file>",
      summary: "the public notice, whose hash is noted; or the hash itself",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const batch = argument(given, 0);
    const [reason, file] = [textOption(given, "reason") ?? "", textOption(given, "notice") ?? ""];
    const body = { batch: batchNamed(batch), reason, notice: hashGiven(file) };
    return carryOutBatch(session, given, recallBatch, body, `Recall ${batch}`);
  },
});
