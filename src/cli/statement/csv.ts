import type { JsonObject } from "../ledger.ts";
import { type Line, linesOf } from "./lines.ts";

const COLUMNS = [
  ...["time", "type", "counterparty", "reference", "uetr"],
  ...["debit", "credit", "charges", "rate", "balance", "held", "reason", "transaction"],
] as const satisfies readonly (keyof Line)[];

/** A whole statement as RFC 4180 has it: opening balance, entries, closing balance. */
export function statementCsv(document: JsonObject): string {
  const { opening, closing, entries } = linesOf(document);
  const lines = [opening, ...entries, closing];
  const rows = lines.map((line) => COLUMNS.map((column) => cell(line[column])).join(","));
  return [COLUMNS.join(","), ...rows].join("\n");
}

/**
 * A payer chooses the reference that the payee's spreadsheet opens: what it would run as a formula gets an apostrophe, which
 * makes it text there. Amounts have no sign.
 */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
