import type { AnyShape, RecordField } from "../../primitives/fields/composites.ts";
import type { Field } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";

/** What a form says in both of its languages. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** How two values of a column are compared. What is `unlike` is never compared: two people put it in their own words. */
export type Likeness = "exact" | "text" | "number" | "decimal" | "unlike";

/** One field of a form: how it is read and compared, and its heading. */
export interface Column<T = unknown> extends Words {
  readonly field: Field<T>;
  readonly like: Likeness;
}

type Make<T> = (en: string, zh: string) => Column<T>;
type Optional<T> = Make<T | undefined>;

const make =
  <T>(kind: Field<T>, like: Likeness): Make<T> =>
  (en, zh) => ({ field: kind, like, en, zh });
const makeOptional = <T>(kind: Field<T>, like: Likeness): Optional<T> =>
  make(field.optional(kind), like);

const words = field.text(200, /\S/, "must be up to 200 bytes of text");
/** A number as it is printed: no amount is ever rounded by being read. */
const decimal = field.text(
  32,
  /^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,8})?$/,
  "must be a decimal number like 1250.00, without thousands separators",
);

/** Kinds of columns. What is not `optional` is never left blank. */
export const text = make(words, "text");
export const optionalText = makeOptional(words, "text");
/** An account number, a bill's or a contract's. */
export const number = make(
  field.text(60, /^[0-9A-Za-z][0-9A-Za-z /.-]*$/, "must be letters, digits, spaces, / . and -"),
  "number",
);
export const currency = make(
  field.text(3, /^[A-Z]{3}$/, "must be an ISO 4217 code in capital letters, like CNY"),
  "exact",
);
export const amount = make(decimal, "decimal");
export const optionalAmount = makeOptional(decimal, "decimal");
/** Per cent a year, like 2.75. */
export const rate = makeOptional(decimal, "decimal");
export const day = make(field.day(), "exact");
export const optionalDay = makeOptional(field.day(), "exact");
export const flag = make(field.bool(), "exact");

export const remark = makeOptional(words, "unlike")("Remark", "备注");

export type Columns = Readonly<Record<string, Column>>;

export interface TableForm extends Words {
  /** The columns that tell which row is which. */
  readonly key: readonly string[];
  readonly columns: Columns;
}

/** Rows of a table, and values that stand beside it once. */
export interface ItemForm extends Words {
  /** As the form counts it; the annex and format 3 have none. */
  readonly place?: number;
  readonly heads: Columns;
  readonly tables: Readonly<Record<string, TableForm>>;
  /** "Except as listed above, none": completeness is confirmed too. Item 14 has none. */
  readonly negative?: Words;
}

/** How many rows a table may have. What needs more goes into an attachment. */
export const ROWS_MAX = 200;

/** The record that an item's content is: its heads, then its tables. */
export function contentOf({ heads, tables }: ItemForm): RecordField<AnyShape> {
  const rows = Object.entries(tables).map(([name, { columns }]) => {
    const row = field.record(fieldsOf(columns));
    return [name, field.list(row, ROWS_MAX)] as const;
  });
  return field.record({ ...fieldsOf(heads), ...Object.fromEntries(rows) });
}

function fieldsOf(columns: Columns): AnyShape {
  return Object.fromEntries(Object.entries(columns).map(([name, one]) => [name, one.field]));
}
