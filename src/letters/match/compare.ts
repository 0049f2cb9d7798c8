import type { Item } from "../../transactions/letters/items.ts";
import type { Columns, Likeness, TableForm } from "../form/columns.ts";
import { itemForms } from "../form/items.ts";

type Content = Readonly<Record<string, unknown>>;

/** Where a letter and a bank's records do not say the same. */
export interface Difference {
  readonly table: string;
  /** What tells the row: its key columns. */
  readonly row: string;
  /** The column; absent where the whole row is on one side only. */
  readonly column?: string;
  /** In JSON: what the letter and what the bank says; null where one says nothing. */
  readonly stated: unknown;
  readonly bank: unknown;
}

/**
 * An item of a letter against the bank's records: row by row as the key columns pair them, column by column. A row that only the
 * bank has counts as much as one that only the letter has: completeness is confirmed too (docs/domain section 3).
 */
export function compare(item: Item, stated: Content, bank: Content): Difference[] {
  return Object.entries(itemForms[item].tables).flatMap(([table, form]) =>
    compareTable(table, form, rowsOf(stated, table), rowsOf(bank, table)),
  );
}

function rowsOf(content: Content, table: string): readonly Content[] {
  return content[table] as readonly Content[];
}

function compareTable(
  table: string,
  form: TableForm,
  stated: readonly Content[],
  bank: readonly Content[],
): Difference[] {
  const left = [...bank];
  const differences: Difference[] = [];
  for (const row of stated) {
    const partner = takeClosest(form, row, left);
    const at = { table, row: keyOf(form, row) };
    if (partner === undefined) differences.push({ ...at, stated: shown(form, row), bank: null });
    else {
      for (const column of unlike(form.columns, row, partner)) {
        const [mine, its] = [row, partner].map((one) => cell(form, column, one));
        differences.push({ ...at, column, stated: mine, bank: its });
      }
    }
  }
  const more = left.map((row) => ({
    table,
    row: keyOf(form, row),
    stated: null,
    bank: shown(form, row),
  }));
  return [...differences, ...more];
}

/** Of the bank's rows with the same key the one that differs least; it is used up. */
function takeClosest(form: TableForm, row: Content, left: Content[]): Content | undefined {
  const key = keyOf(form, row);
  const alike = left.filter((one) => keyOf(form, one) === key);
  const distances = alike.map((one) => unlike(form.columns, row, one).length);
  const closest = alike[distances.indexOf(Math.min(...distances))];
  if (closest !== undefined) left.splice(left.indexOf(closest), 1);
  return closest;
}

function keyOf({ key, columns }: TableForm, row: Content): string {
  const parts = key.map((name) => {
    const { field, like } = columns[name]!;
    return normal(like, field.toJson(row[name]) as string);
  });
  return parts.join(" ");
}

/** The columns in which two rows do not say the same. */
function unlike(columns: Columns, a: Content, b: Content): string[] {
  return Object.entries(columns).flatMap(([name, { field, like }]) => {
    if (like === "unlike") return [];
    const [one, other] = [a, b].map((row) => {
      const json = field.toJson(row[name]);
      return typeof json === "string" ? normal(like, json) : JSON.stringify(json);
    });
    return one === other ? [] : [name];
  });
}

/** One way to write what can be written in several. */
function normal(like: Likeness, text: string): string {
  switch (like) {
    case "number":
      return text.replace(/[\s.-]/g, "").toUpperCase();
    case "decimal":
      return text.includes(".") ? text.replace(/\.?0+$/, "").replace(/^-0$/, "0") : text;
    case "text":
      return text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
    case "exact":
    case "unlike":
      return text;
  }
}

function cell({ columns }: TableForm, name: string, row: Content): unknown {
  return columns[name]!.field.toJson(row[name]);
}

function shown({ columns }: TableForm, row: Content): unknown {
  return Object.fromEntries(
    Object.entries(columns).map(([name, { field }]) => [name, field.toJson(row[name])]),
  );
}
