import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { addDeadline } from "../../deadlines/deadlines.ts";
import { addEvent, type Moment } from "../history.ts";
import { change } from "../tax/annual.ts";
import { daysAfter } from "../tax/bill.ts";
import { type OrderRecord, orders } from "./records.ts";

/** An order that no list was matched with in time gives the buyer's annual limit back. */
export function orderDue(ledger: Ledger, id: Uint8Array, moment: Moment): void {
  const order = orders.read(ledger, id);
  if (order === undefined || !isPast(order, moment.timeMs)) return;
  change(ledger, order, -order.reserved);
  const steps = addEvent(ledger, order, "lapse", moment);
  orders.write(ledger, { ...order, status: "lapsed", reserved: 0n, steps }, id);
}

function isPast({ status, usedBy, expiresAt }: OrderRecord, timeMs: number): boolean {
  return status === "live" && usedBy === undefined && timeMs > expiresAt;
}

/** An order as it is at a time, whether the sweep has come by or not. */
export function orderAt(
  ledger: LedgerReader,
  id: Uint8Array,
  timeMs: number,
): OrderRecord | undefined {
  const order = orders.read(ledger, id);
  const isLapsed = order !== undefined && isPast(order, timeMs);
  return isLapsed ? { ...order, status: "lapsed" } : order;
}

/** Another term for an order that a list has given back. */
export function renewed(ledger: Ledger, order: OrderRecord, timeMs: number): OrderRecord {
  const expiresAt = daysAfter(ledger, order.country, "customs-order-days", timeMs);
  addDeadline(ledger, expiresAt, "customs-order", order.id);
  return { ...order, expiresAt };
}
