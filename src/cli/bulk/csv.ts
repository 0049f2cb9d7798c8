import { usageError } from "../errors.ts";

/** A line of a CSV file by its columns' names; `line` counts from 1 and includes the heading. */
export interface CsvRow {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/**
 * Reads CSV (RFC 4180) with a heading. Throws a usage error: CSV_FORMAT. Unknown columns are refused, so that a misspelt
 * one is not lost silently.
 */
export function parseCsv(
  text: string,
  columns: { readonly required: readonly string[]; readonly optional: readonly string[] },
): CsvRow[] {
  const [heading, ...records] = splitRecords(text.replace(/^\uFEFF/, ""));
  const names = heading?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const known = [...columns.required, ...columns.optional];
  const unknown = names.filter((name, i) => !known.includes(name) || names.indexOf(name) !== i);
  const missing = columns.required.filter((name) => !names.includes(name));
  if (unknown.length > 0 || missing.length > 0) {
    const hint = `The first line names the columns: ${known.join(",")}; of these ${columns.optional.join(", ")} may be left out.`;
    const wrong = missing.length > 0 ? `lacks ${missing.join(", ")}` : `has ${unknown.join(", ")}`;
    throw usageError("CSV_FORMAT", `The heading ${wrong}.`, hint);
  }
  return records.map(({ line, cells }) => {
    if (cells.length !== names.length) {
      const message = `Line ${line} has ${cells.length} columns; the heading has ${names.length}.`;
      throw usageError("CSV_FORMAT", message, 'Put a cell that holds a comma into "quotes".');
    }
    return { line, cells: new Map(names.map((name, i) => [name, cells[i]!.trim()])) };
  });
}

interface CsvRecord {
  readonly line: number;
  readonly cells: string[];
}

/** Cells may be quoted, and then hold commas, line ends and doubled quotes. Empty lines are skipped. */
function splitRecords(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let startedAt = 1;
  const endRecord = (): void => {
    cells.push(cell);
    if (cells.length > 1 || cell !== "") records.push({ line: startedAt, cells });
    cells = [];
    cell = "";
    startedAt = line;
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === "\n") line++;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[++i]!;
      else quoted = false;
    } else if (character === '"' && cell === "") quoted = true;
    else if (character === ",") {
      cells.push(cell);
      cell = "";
    } else if (character === "\n") endRecord();
    else if (character !== "\r") cell += character;
  }
  if (quoted) {
    throw usageError("CSV_FORMAT", `A quote of line ${startedAt} is not closed.`, "Close it.");
  }
  endRecord();
  return records;
}
