import type { Ledger } from "../../../state/ledger.ts";
import type { Moment } from "../history.ts";
import { orderId, orders } from "../orders/records.ts";
import { countRelease } from "../statistics/count.ts";
import { change } from "../tax/annual.ts";
import { sumOf } from "../tax/assess.ts";
import { makeBill } from "../tax/bill.ts";
import { taxesOf } from "../tax/judge.ts";
import { type ListRecord, listsInHand } from "./records.ts";

/** Customs lets the goods go: the annual limit is used, the tax is billed. The list as it is then, not written. */
export function releaseList(ledger: Ledger, list: ListRecord, moment: Moment): ListRecord {
  const { id, content, customs, assessed } = list;
  const { timeMs } = moment;
  ledger.delete(listsInHand.key(customs, id));
  const tax = assessed === undefined ? undefined : taxesOf(assessed);
  countRelease(ledger, list, tax === undefined ? 0n : sumOf(tax), timeMs);
  if (tax !== undefined) {
    const order = orders.read(ledger, orderId(content.ebpCode, content.orderNo))!;
    change(ledger, order, -order.reserved, order.reserved);
    orders.write(ledger, { ...order, reserved: 0n }, order.id);
    const { duty, consumption, valueAdded } = tax;
    const owed = { duty, consumption, valueAdded };
    const of = { id, country: customs, assureCode: content.assureCode! };
    makeBill(ledger, { ...of, ...owed }, moment);
  }
  return { ...list, releasedAt: timeMs };
}
