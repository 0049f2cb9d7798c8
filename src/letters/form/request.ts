import type { RecordOf } from "../../primitives/fields/composites.ts";
import { parseJson } from "../../primitives/fields/codec.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { type Format, itemsOf } from "../../transactions/letters/items.ts";
import { LetterError } from "../letter-error.ts";
import { type Columns, type ItemForm } from "./columns.ts";
import { writtenHead } from "./head.ts";
import { itemForms } from "./items.ts";
import { type Part, partsOf } from "./parts.ts";

/** What the ledger is told beside it. */
const onLedger = {
  engagement: field.optional(field.uuid()),
  itemResults: field.optional(field.bool()),
} as const;
const requestHead = field.record({ ...writtenHead, ...onLedger });

export interface Request extends RecordOf<typeof onLedger> {
  readonly head: RecordOf<typeof writtenHead>;
  readonly parts: readonly Part[];
}

/** A form as the firm writes it, in JSON. Throws FORM_MALFORMED, ITEM_BLANK. */
export function requestFrom(json: Json): Request {
  const { items, ...rest } = objectFrom(json);
  const parsed = parseJson(requestHead, rest);
  if (!parsed.ok) {
    const { path, message } = parsed.problem;
    throw new LetterError("FORM_MALFORMED", `${path} ${message}.`, "Correct the form.");
  }
  const { engagement, itemResults, ...head } = parsed.value;
  const parts = partsOf("request", itemsOf(head.format), objectFrom(items ?? null));
  if (parts.length > 0) return { head, parts, engagement, itemResults };
  const hint = "Leave at least one item that is asked.";
  throw new LetterError("FORM_MALFORMED", "Every item is struck out.", hint);
}

function objectFrom(json: Json): Readonly<Record<string, Json>> {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json;
  const hint = "Begin with what `portolan letter template` writes.";
  throw new LetterError("FORM_MALFORMED", "A form is a JSON object with `items`.", hint);
}

/** A form to fill in: every item asked, each table with one row whose fields are empty. */
export function requestTemplate(format: Format): Json {
  const items = itemsOf(format).map((item) => [item, blankItem(itemForms[item])] as const);
  const top = Object.fromEntries(Object.keys(requestHead.shape).map((name) => [name, null]));
  return { ...top, format, items: Object.fromEntries(items) };
}

function blankItem({ heads, tables }: ItemForm): Json {
  const blank = (columns: Columns) =>
    Object.fromEntries(Object.keys(columns).map((name) => [name, null]));
  const rows = Object.entries(tables).map(([name, { columns }]) => [name, [blank(columns)]]);
  return { ...blank(heads), ...(Object.fromEntries(rows) as object) };
}
