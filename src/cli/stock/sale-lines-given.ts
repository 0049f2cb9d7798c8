import type { Json } from "../../primitives/fields/field.ts";
import { quantityOf } from "../customs/quantity.ts";
import { usageError } from "../errors.ts";

/** The place of a line in an order, from 0. Throws a usage error: LINE_FORMAT. */
export function lineOf(text: string): number {
  if (/^[0-9]{1,3}$/.test(text)) return Number(text);
  const hint = "`portolan trade sale` shows an order's lines; the first is 0.";
  throw usageError("LINE_FORMAT", `"${text}" is no line of an order.`, hint);
}

/** Lines with their quantities, each like 0:2.5. Throws a usage error: LINES_FORMAT. */
export function linesOf(texts: readonly string[]): Json[] {
  return texts.map((text) => {
    const [, line, quantity = ""] = /^([0-9]{1,3}):([0-9.]+)$/.exec(text) ?? [];
    if (line !== undefined) return { line: Number(line), quantity: quantityOf(quantity) };
    const hint = "Write line and quantity with a colon between, like 0:1 or 2:0.5.";
    throw usageError("LINES_FORMAT", `"${text}" is no line.`, hint);
  });
}
