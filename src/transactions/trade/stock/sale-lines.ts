import { field } from "../../../primitives/fields/index.ts";
import { quantity } from "./records.ts";
import type { SaleLine, SaleRecord } from "./sales.ts";
import { SALE_LINES_MAX } from "./sales.ts";

/** So much of a line: its place in the order from 0, and how much in 0.00001 of its unit. */
export const someLines = field.list(
  field.record({ line: field.uint(8), quantity }),
  SALE_LINES_MAX,
  1,
);

/** What of a line is reserved, and still to be sent. */
export function openOf({ quantity: ordered, shipped, released }: SaleLine): bigint {
  return ordered - shipped - released;
}

/** What of a line the buyer has. */
export function outOf({ shipped, returned }: SaleLine): bigint {
  return shipped - returned;
}

/** Whether an order still has something to send. */
export function isOpen({ lines }: Pick<SaleRecord, "lines">): boolean {
  return lines.some((line) => openOf(line) > 0n);
}

/** An order's lines with one of them changed. */
export function withLine(
  lines: readonly SaleLine[],
  place: number,
  changes: Partial<SaleLine>,
): SaleLine[] {
  return lines.map((line, at) => (at === place ? { ...line, ...changes } : line));
}
