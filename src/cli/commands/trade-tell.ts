import { tellOfBatch } from "../../transactions/trade/batches/tell.ts";
import { batchNamed } from "../batches/batch-named.ts";
import { carryOutBatch } from "../batches/in-words.ts";
import { hashGiven } from "../batches/hash-given.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { expiresOption } from "../decide.ts";

export const tradeTell = defineCommand({
  usage: "trade tell <batch> <event>",
  summary:
    "Says what happened to a batch: produced, processed, stored, shipped, received, temperature, inspected-passed, inspected-failed, customs-cleared, other.",
  options: [
    { flags: "--country <code>", summary: "where it happened, like CN" },
    { flags: "--code <text>", summary: "a number, reading or reason, up to 40 characters" },
    {
      flags: "--document <file>",
      summary: "whose hash is noted; or the hash itself, salted if the text could be guessed",
    },
    expiresOption,
  ],
  async run(session, given) {
    const [batch, event] = [argument(given, 0), argument(given, 1)];
    const [country, code, file] = ["country", "code", "document"].map((one) =>
      textOption(given, one),
    );
    const document = file === undefined ? null : hashGiven(file);
    const said = { event, country: country ?? null, document, code: code ?? null };
    const body = { batch: batchNamed(batch), ...said };
    return carryOutBatch(session, given, tellOfBatch, body, `Say of ${batch}: ${event}`);
  },
});
