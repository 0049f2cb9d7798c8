import type { Json } from "../../primitives/fields/field.ts";
import { defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { refundInWords } from "../refunds/in-words.ts";
import { Treasuries } from "../refunds/treasury.ts";
import { renderTable } from "../render.ts";

export const tradeRefunds = defineCommand({
  usage: "trade refunds",
  summary:
    "Claims for export refund: of an exporter, on a declaration, or in hand of a tax authority.",
  options: [
    { flags: "--enterprise <code>", summary: "the exporter's code" },
    { flags: "--entry <entryId>", summary: "the declaration's number" },
    { flags: "--in-hand <country>", summary: "that its tax authority decides on or pays, like CN" },
  ],
  async run(session, given) {
    const [enterprise, entryId, inHandOf] = ["enterprise", "entry", "inHand"].map(
      (name) => textOption(given, name) ?? null,
    ) as [Json, Json, Json];
    if ([enterprise, entryId, inHandOf].filter((one) => one !== null).length !== 1) {
      const hint = "Give one of --enterprise, --entry and --in-hand.";
      throw usageError("ONE_OF_THREE", "Claims are asked for in one way at a time.", hint);
    }
    const params = { enterprise, entryId, inHandOf };
    const json = await readAll(session, "trade_refunds", "claims", params);
    const treasuries = new Treasuries(session);
    const rows: Json[][] = [];
    for (const one of json) {
      const claim = objectOf(one, "claim");
      const { decimals } = await treasuries.of(textOf(claim["country"], "country"));
      const words = refundInWords(claim, decimals);
      const { id, participant, entryId: entry, kind, status, refund, paid, due, lines } = words;
      const count = listOf(lines, "lines").length;
      const cells = [id, participant, entry, kind, count, status, refund, paid, due];
      rows.push(cells.map((cell) => cell ?? null));
    }
    const heads = ["claim", "exporter", "declaration", "kind", "lines", "status"];
    const sums = ["refund", "paid", "due"];
    return { json, text: renderTable([...heads, ...sums], rows, ["lines", ...sums]) };
  },
});
