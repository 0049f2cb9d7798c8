import type { Json } from "../../primitives/fields/field.ts";
import { argument, type CommandOption, type Given } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { lineOf } from "./sale-lines-given.ts";
import { saleNamed } from "./sale-named.ts";
import { referenceGiven, referenceOption } from "./shelf-given.ts";

/** What says which goods of an order come back: order, line and quantity are arguments. */
export const comingBackOptions: readonly CommandOption[] = [
  referenceOption,
  { flags: "--damaged", summary: "they are not sold again, and not on the shelf" },
];

export function comingBackGiven(given: Given): { readonly [name: string]: Json } {
  return {
    ...{ sale: saleNamed(argument(given, 0)), line: lineOf(argument(given, 1)) },
    ...{ quantity: quantityOf(argument(given, 2)), reference: referenceGiven(given) },
    restock: given.options["damaged"] !== true,
  };
}
