import { renderTable } from "../render.ts";
import { type Line, linesOf } from "./lines.ts";
import type { JsonObject } from "../ledger.ts";

type Column = readonly [head: string, cell: (line: Line) => string];

const WORDS: readonly Column[] = [
  ["time (UTC)", ({ time }) => time.replace("T", " ").replace("Z", "")],
  ["type", ({ type }) => type],
  ["counterparty", ({ counterparty }) => counterparty],
  ["reference", ({ reference, uetr }) => reference || uetr],
];
const CHANGES: readonly Column[] = [
  ["debit", ({ debit }) => debit],
  ["credit", ({ credit }) => credit],
];
const CHARGES: Column = ["charges", ({ charges }) => charges];
const BALANCES: readonly Column[] = [
  ["balance", ({ balance }) => balance],
  ["on hold", ({ held }) => held],
];

/**
 * One page for people: the opening balance above the first page's entries, the closing one below the last page's. A column
 * of charges only if there are any.
 */
export function statementTable(document: JsonObject, isFirst: boolean): string {
  const { opening, closing, entries } = linesOf(document);
  const isLast = document["next"] === null;
  const lines = [...(isFirst ? [opening] : []), ...entries, ...(isLast ? [closing] : [])];
  const hasCharges = lines.some(({ charges }) => charges !== "");
  const money = [...CHANGES, ...(hasCharges ? [CHARGES] : []), ...BALANCES];
  const columns = [...WORDS, ...money];
  return renderTable(
    columns.map(([head]) => head),
    lines.map((line) => columns.map(([, cell]) => cell(line))),
    money.map(([head]) => head),
  );
}
