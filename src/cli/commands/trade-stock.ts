import { defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { listOf, objectOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";
import { stockInWords } from "../stock/in-words.ts";

export const tradeStock = defineCommand({
  usage: "trade stock",
  summary:
    "What lies in a warehouse, or of a merchant everywhere: on hand, reserved, free, and what waits.",
  options: [
    { flags: "--warehouse <code>", summary: "its shelves" },
    { flags: "--merchant <code>", summary: "the shelves with its goods" },
    { flags: "--item <itemNo>", summary: "with --merchant: only this article" },
    {
      flags: "--waiting <what>",
      summary: "only where goods are asked for (replenishing), or a count waits (counting)",
    },
  ],
  async run(session, given) {
    const [warehouse, merchant, itemNo, waiting] = ["warehouse", "merchant", "item", "waiting"].map(
      (name) => textOption(given, name) ?? null,
    );
    if (warehouse === null && merchant === null) {
      const hint = "Give --warehouse CODE, --merchant CODE or both.";
      throw usageError("WHOSE_STOCK", "Shelves are those of a warehouse or of a merchant.", hint);
    }
    const params = { warehouse, merchant, itemNo, waiting } as Record<string, string | null>;
    const json = await readAll(session, "trade_stock", "shelves", params);
    const rows = listOf(json, "shelves").map((one) => {
      const { replenishment, count, ...shelf } = stockInWords(objectOf(one, "shelf"));
      const wanted = replenishment === null ? {} : objectOf(replenishment, "replenishment");
      const counted = count === null ? {} : objectOf(count, "count");
      const { warehouse: where, merchant: whose, itemNo: article, onHand, reserved, free } = shelf;
      const cells = [where, whose, article, onHand, reserved, free, wanted["quantity"]];
      return [...cells, wanted["place"], counted["counted"]].map((cell) => cell ?? null);
    });
    const heads = ["warehouse", "merchant", "article", "on hand", "reserved", "free"];
    const waits = ["wanted", "replenishment", "counted"];
    return { json, text: renderTable([...heads, ...waits], rows, [...heads.slice(3), ...waits]) };
  },
});
