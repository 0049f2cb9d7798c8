import type { Ledger } from "../../../../state/ledger.ts";
import type { Moment } from "../../../customs/history.ts";
import { QUANTITY_ONE } from "../../../customs/codes.ts";
import {
  type Movement,
  reserveStock,
  restock,
  type Shelf,
  shipStock,
  unreserveStock,
} from "../../stock/levels.ts";
import { countOf } from "./priced.ts";
import type { MallLine, MallOrder } from "./records.ts";

/** What of a line was not sent, and is to be. */
export function restOf({ quantity, shipped, cancelled }: MallLine): bigint {
  return quantity - shipped - cancelled;
}

/** Whether so much of a line can move: more than nothing, no more than there is, and of a bundle's parts no fractions. */
export function isSome({ parts }: MallLine, quantity: bigint, all: bigint): boolean {
  const isExact = parts.every((part) => (part.quantity * quantity) % QUANTITY_ONE === 0n);
  return quantity > 0n && quantity <= all && isExact;
}

/** Keeps what an order needs, or nothing: no unit is sold twice. */
export function reserveLines(ledger: Ledger, order: MallOrder, moment: Moment): boolean {
  return order.lines.every((line) =>
    partsOn(order, line, line.quantity).every(([shelf, count]) =>
      reserveStock(ledger, shelf, count, reasonOf(order, moment)),
    ),
  );
}

/** What was not sent of every line will not be, and is free on its shelf. The order after it, not written. */
export function cancelUnsent(ledger: Ledger, order: MallOrder, moment: Moment): MallOrder {
  const lines = order.lines.map((line) => {
    const left = restOf(line);
    for (const [shelf, count] of left === 0n ? [] : partsOn(order, line, left)) {
      unreserveStock(ledger, shelf, count, reasonOf(order, moment));
    }
    return { ...line, cancelled: line.cancelled + left };
  });
  return { ...order, lines };
}

/** So much of a line leaves the warehouse. */
export function shipLine(
  ledger: Ledger,
  order: MallOrder,
  line: MallLine,
  quantity: bigint,
  moment: Moment,
): void {
  for (const [shelf, count] of partsOn(order, line, quantity)) {
    shipStock(ledger, shelf, count, reasonOf(order, moment));
  }
}

/** So much of a line lies in the warehouse again; false if the shelf cannot count so much. */
export function restockLine(
  ledger: Ledger,
  order: MallOrder,
  line: MallLine,
  quantity: bigint,
  moment: Moment,
): boolean {
  return partsOn(order, line, quantity).every(([shelf, count]) =>
    restock(ledger, shelf, count, reasonOf(order, moment)),
  );
}

function partsOn(
  { ebcCode }: MallOrder,
  { warehouse, parts }: MallLine,
  quantity: bigint,
): (readonly [Shelf, bigint])[] {
  if (warehouse === undefined) return [];
  return parts.map((part) => {
    const shelf = { warehouse, merchant: ebcCode, itemNo: part.itemNo };
    return [shelf, countOf(part, quantity)] as const;
  });
}

const reasonOf = (
  { orderNo }: MallOrder,
  { source, operationId, height, timeMs, protocolVersion }: Moment,
): Movement => ({ reference: orderNo, source, operationId, height, timeMs, protocolVersion });
