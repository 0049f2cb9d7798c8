import { carryingOut } from "../carry-out.ts";
import type { Json } from "../../primitives/fields/field.ts";
import type { JsonObject } from "../ledger.ts";
import { quantityText } from "../stock/in-words.ts";

const QUANTITIES = ["quantity", "left", "passedOn", "packed"];

/** A batch for people: quantities in units. */
export function batchInWords(value: JsonObject): JsonObject {
  const entries = Object.entries(value).map(([name, one]): [string, Json] => {
    const isQuantity = QUANTITIES.includes(name) && typeof one === "string";
    return [name, isQuantity ? quantityText(one) : one];
  });
  return Object.fromEntries(entries);
}

/** One operation about a batch, with its result in units. */
export const carryOutBatch = carryingOut(batchInWords);
