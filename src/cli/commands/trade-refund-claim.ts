import type { Json } from "../../primitives/fields/field.ts";
import { withNames } from "../account-names.ts";
import { defineCommand } from "../command.ts";
import { type JsonObject, listOf, numberOf, objectOf } from "../ledger.ts";
import { claimFound } from "../refunds/claim-found.ts";
import { refundInWords } from "../refunds/in-words.ts";
import { renderJson, renderTable } from "../render.ts";

export const tradeRefundClaim = defineCommand({
  usage: "trade refund-claim <claim>",
  summary: "A claim for export refund: what it is for, what is paid and owed, and what happened.",
  async run(session, given) {
    const { json, decimals } = await claimFound(session, given);
    const { claim, asset, history } = refundInWords(
      objectOf(await withNames(session, json), "trade_refund"),
      decimals,
    );
    const { lines, ...state } = objectOf(claim, "claim");
    const text = [
      renderJson({ ...state, asset: asset ?? null }),
      linesTable(lines),
      eventsTable(history),
    ].join("\n\n");
    return { json, text };
  },
});

function linesTable(lines: Json | undefined): string {
  const rows = listOf(lines, "lines").map((one): Json[] => {
    const { list, line, quantity, left, heading, rate, base, tax, fob, invoice } = objectOf(
      one,
      "line",
    );
    return [list, line, quantity, left, heading, rate, base, tax, fob, invoice].map(
      (cell) => cell ?? null,
    );
  });
  const counts = ["quantity", "abroad", "heading", "rate", "base", "tax", "fob"];
  return renderTable(["list", "line", ...counts, "invoice"], rows, counts);
}

function eventsTable(history: Json | undefined): string {
  const rows = listOf(history, "history").map((one): Json[] => {
    const { event, minor, reason, by, height, timeMs }: JsonObject = objectOf(one, "event");
    const time = new Date(numberOf(timeMs, "timeMs")).toISOString();
    return [event, minor, reason, by ?? "customs", height, time].map((cell) => cell ?? null);
  });
  return renderTable(["event", "amount", "reason", "by", "height", "time"], rows, ["amount"]);
}
