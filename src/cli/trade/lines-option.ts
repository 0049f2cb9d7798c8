import type { Json } from "../../primitives/fields/field.ts";
import { type CommandOption, type Given, listOption, textOption } from "../command.ts";
import { type JsonObject, listOf, objectOf, textOf } from "../ledger.ts";
import { linesOf } from "../stock/sale-lines-given.ts";

export const linesOption: CommandOption = {
  flags: "--lines <lines>",
  summary: "line and quantity of each, lines from 0, like 0:1,2:0.5; all that is left, if absent",
};

/** What is sent of an order's lines. Throws usage errors: LINES_FORMAT, QUANTITY_FORMAT. */
export function linesGiven(given: Given, { lines }: JsonObject): Json[] {
  const isGiven = textOption(given, "lines") !== undefined;
  return isGiven ? linesOf(listOption(given, "lines")) : listOf(lines, "lines").flatMap(leftOf);
}

function leftOf(json: Json, line: number): Json[] {
  const { quantity, shipped, cancelled } = objectOf(json, "line");
  const [all, sent, dropped] = [quantity, shipped, cancelled].map((one) =>
    BigInt(textOf(one, "quantity")),
  ) as [bigint, bigint, bigint];
  const left = all - sent - dropped;
  return left === 0n ? [] : [{ line, quantity: left.toString() }];
}
