import type { Ledger } from "../../../state/ledger.ts";
import { addEvent, type Moment } from "../history.ts";
import { change } from "../tax/annual.ts";
import { orders } from "./records.ts";

/** An order that no list was matched with in time gives the buyer's annual limit back. */
export function orderDue(ledger: Ledger, id: Uint8Array, { height, timeMs }: Moment): void {
  const order = orders.read(ledger, id);
  if (order?.status !== "live" || order.usedBy !== undefined) return;
  change(ledger, order, -order.reserved);
  const steps = addEvent(ledger, order, "lapse", { height, timeMs });
  orders.write(ledger, { ...order, status: "lapsed", reserved: 0n, steps }, id);
}
