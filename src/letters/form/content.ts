import type { AnyShape, RecordField } from "../../primitives/fields/composites.ts";
import { field } from "../../primitives/fields/index.ts";
import { answerResult, type Item, ITEMS } from "../../transactions/letters/items.ts";
import { contentField } from "./items.ts";
import type { Kind } from "./head.ts";

/** What a bank says of an item: how it compares, and what its own records say where that is asked or differs. */
const replies = Object.fromEntries(
  ITEMS.map((item) => [
    item,
    field.record({
      result: answerResult,
      bank: field.optional(contentField(item)),
      remark: field.optional(field.text(500)),
    }),
  ]),
) as unknown as Readonly<Record<Item, RecordField<AnyShape>>>;

/** How an item's part of a document is read, checked and written. */
export function partField(kind: Kind, item: Item): RecordField<AnyShape> {
  return kind === "reply" ? replies[item] : contentField(item);
}
