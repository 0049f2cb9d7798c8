import { createBatch } from "../../transactions/trade/batches/create.ts";
import { carryOutBatch } from "../batches/in-words.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";

export const tradeCreateBatch = defineCommand({
  usage: "trade create-batch <producer> <batchNo> <itemNo> <quantity>",
  summary: "A producer puts a batch of an article on the ledger, as it was made.",
  options: [
    {
      flags: "--made <day>",
      summary: "when it was made, like 2026-11-01",
      required: true,
    },
    {
      flags: "--origin <code>",
      summary: "customs code of the country where it was made, like 601",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const [producer, batchNo] = [argument(given, 0), argument(given, 1)];
    const [made, origin] = [textOption(given, "made") ?? "", textOption(given, "origin") ?? ""];
    const quantity = quantityOf(argument(given, 3));
    const body = { producer, batchNo, itemNo: argument(given, 2), made, origin, quantity };
    return carryOutBatch(session, given, createBatch, body, `Create batch ${batchNo}`);
  },
});
