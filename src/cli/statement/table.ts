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
/** Shown only if a line has one. */
const RARE: readonly Column[] = [
  ["charges", ({ charges }) => charges],
  ["rate", ({ rate }) => rate],
];
const BALANCES: readonly Column[] = [
  ["balance", ({ balance }) => balance],
  ["on hold", ({ held }) => held],
];

/**
 * One page for people: the opening balance above the first page's entries, the closing one below the last page's.
 */
export function statementTable(document: JsonObject, isFirst: boolean): string {
  const { opening, closing, entries } = linesOf(document);
  const isLast = document["next"] === null;
  const lines = [...(isFirst ? [opening] : []), ...entries, ...(isLast ? [closing] : [])];
  const rare = RARE.filter(([, cell]) => lines.some((line) => cell(line) !== ""));
  const money = [...CHANGES, ...rare, ...BALANCES];
  const columns = [...WORDS, ...money];
  return renderTable(
    columns.map(([head]) => head),
    lines.map((line) => columns.map(([, cell]) => cell(line))),
    money.map(([head]) => head),
  );
}
