import { defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

export const customsLists = defineCommand({
  usage: "customs lists",
  summary:
    "The inventory lists of a declarant or platform, or those that a country's customs has in hand.",
  options: [
    { flags: "--enterprise <code>", summary: "the code of a declarant or platform" },
    { flags: "--in-hand <country>", summary: "that its customs decides on now, like CN" },
  ],
  async run(session, given) {
    const enterprise = textOption(given, "enterprise") ?? null;
    const inHandOf = textOption(given, "inHand") ?? null;
    if ((enterprise === null) === (inHandOf === null)) {
      const hint = "Give --enterprise CODE or --in-hand COUNTRY.";
      throw usageError("ONE_OF_TWO", "Lists are those of an enterprise or of a country.", hint);
    }
    const json = await readAll(session, "customs_lists", "lists", { enterprise, inHandOf });
    const rows = listOf(json, "lists").map((one) => {
      const { agentCode, copNo, status, receipt, invtNo, mismatches, content } = objectOf(
        one,
        "list",
      );
      const { direction, tradeMode, orderNo } = objectOf(content, "content");
      const name = `${textOf(agentCode, "agentCode")}/${textOf(copNo, "copNo")}`;
      const wrong = listOf(mismatches, "mismatches")
        .map((code) => textOf(code, "code"))
        .join(" ");
      return [name, direction, tradeMode, orderNo, status, receipt, invtNo, wrong].map(
        (cell) => cell ?? null,
      );
    });
    const heads = [
      "list",
      "direction",
      "mode",
      "order",
      "status",
      "receipt",
      "invtNo",
      "mismatches",
    ];
    return { json, text: renderTable(heads, rows) };
  },
});
