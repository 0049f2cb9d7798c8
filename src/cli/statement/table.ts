import { renderTable } from "../render.ts";
import { type Line, linesOf } from "./lines.ts";
import type { JsonObject } from "../ledger.ts";

const HEADS = [
  ...["time (UTC)", "type", "counterparty", "reference"],
  ...["debit", "credit", "balance", "on hold"],
];
const MONEY = HEADS.slice(4);

/** One page for people: the opening balance above the first page's entries, the closing one below the last page's. */
export function statementTable(document: JsonObject, isFirst: boolean): string {
  const { opening, closing, entries } = linesOf(document);
  const isLast = document["next"] === null;
  const lines = [...(isFirst ? [opening] : []), ...entries, ...(isLast ? [closing] : [])];
  return renderTable(HEADS, lines.map(row), MONEY);
}

function row({ time, reference, uetr, ...line }: Line): string[] {
  return [
    ...[time.replace("T", " ").replace("Z", ""), line.type, line.counterparty, reference || uetr],
    ...[line.debit, line.credit, line.balance, line.held],
  ];
}
