import { encode, parseJson } from "../../primitives/fields/codec.ts";
import type { Json } from "../../primitives/fields/field.ts";
import type { Item } from "../../transactions/letters/items.ts";
import { LetterError } from "../letter-error.ts";
import { partField } from "./content.ts";
import type { Kind } from "./head.ts";

/** What people write for an item that is not asked. */
export const STRUCK = "struck";

export interface Part {
  readonly item: Item;
  readonly part: Uint8Array;
}

type Written = Readonly<Record<string, Json>>;

/**
 * Items as people write them, {"deposits": {…}, "loans": "struck", …}: every item of the form is there, asked or struck out and
 * never blank (docs/domain section 3). Throws ITEM_BLANK, FORM_MALFORMED.
 */
export function partsOf(kind: Kind, wanted: readonly Item[], written: Written): Part[] {
  const foreign = Object.keys(written).find((name) => !wanted.includes(name as Item));
  if (foreign !== undefined) {
    const hint = `It has ${wanted.join(", ")}.`;
    throw new LetterError("FORM_MALFORMED", `The form has no item ${foreign}.`, hint);
  }
  return wanted.flatMap((item) => {
    const json = written[item];
    if (json === undefined || json === null) {
      const hint = `Fill it in, or write "${item}": "${STRUCK}".`;
      throw new LetterError("ITEM_BLANK", `Nothing is said about ${item}.`, hint);
    }
    return json === STRUCK ? [] : [{ item, part: partFrom(kind, item, json) }];
  });
}

function partFrom(kind: Kind, item: Item, json: Json): Uint8Array {
  const field = partField(kind, item);
  const parsed = parseJson(field, json);
  if (parsed.ok) return encode(field, parsed.value);
  const { path, message } = parsed.problem;
  const at = ["items", item, path].filter((one) => one !== "").join(".");
  throw new LetterError("FORM_MALFORMED", `${at} ${message}.`, "Correct the form.");
}
