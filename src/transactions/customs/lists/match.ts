import type { Ledger } from "../../../state/ledger.ts";
import { addEvent, type Moment } from "../history.ts";
import { renewed } from "../orders/due.ts";
import { orderId, orders, slips, waybills } from "../orders/records.ts";
import { count } from "../statistics/count.ts";
import { change } from "../tax/annual.ts";
import { sumOf } from "../tax/assess.ts";
import { commit } from "../tax/guarantee.ts";
import type { Judged } from "../tax/judge.ts";
import type { Documents } from "./compare.ts";
import { type ListRecord, lists, listsInHand } from "./records.ts";

/** Code 3 of CEB622: the list has gone to customs. */
const SENT = "3";

/** Everything fits: the documents are the list's, the guarantee is committed, the annual limit keeps what the list is worth. */
export function keepMatch(
  ledger: Ledger,
  list: ListRecord,
  { order, slip, waybill }: Documents,
  judged: Judged | undefined,
  moment: Moment,
): ListRecord {
  const { id } = list;
  const reserved = judged?.dutiable ?? 0n;
  change(ledger, order, reserved - order.reserved);
  orders.write(ledger, { ...order, reserved, usedBy: id }, order.id);
  if (slip !== undefined) slips.write(ledger, { ...slip, usedBy: id }, slip.id);
  waybills.write(ledger, { ...waybill, usedBy: id }, waybill.id);
  if (judged !== undefined) commit(ledger, list.content.assureCode!, judged.tax);
  const steps = addEvent(ledger, list, "match", moment, { code: SENT });
  const after: ListRecord = {
    ...list,
    ...{ status: "matched", mismatches: [], assessed: judged?.assessed },
    ...{ slip: slip?.id, waybill: waybill.id, matchedAt: moment.timeMs, steps },
  };
  lists.write(ledger, after, id);
  listsInHand.write(ledger, { height: moment.height }, list.customs, id);
  count(ledger, list, "matched", moment.timeMs);
  return after;
}

/** What of a match is undone. */
export interface Undoing {
  /** The documents can change, and another list can be matched with them. */
  readonly freesDocuments: boolean;
  /** The buyer has the part of the annual limit back. */
  readonly restoresYear: boolean;
}

/** A matched list was not released and will not be as it is; the list without its match, not written. */
export function undoMatch(
  ledger: Ledger,
  list: ListRecord,
  { freesDocuments, restoresYear }: Undoing,
  timeMs: number,
): ListRecord {
  const { content, assessed } = list;
  ledger.delete(listsInHand.key(list.customs, list.id));
  const usedBy = freesDocuments ? undefined : list.id;
  const order = orders.read(ledger, orderId(content.ebpCode, content.orderNo))!;
  const reserved = restoresYear ? 0n : order.reserved;
  change(ledger, order, reserved - order.reserved);
  const given = { ...order, reserved, usedBy };
  orders.write(ledger, freesDocuments ? renewed(ledger, given, timeMs) : given, order.id);
  if (list.slip !== undefined) {
    const slip = slips.read(ledger, list.slip)!;
    slips.write(ledger, { ...slip, usedBy }, slip.id);
  }
  const waybill = waybills.read(ledger, list.waybill!)!;
  waybills.write(ledger, { ...waybill, usedBy }, waybill.id);
  const tax = (assessed?.lines ?? []).reduce((sum, line) => sum + sumOf(line), 0n);
  if (assessed !== undefined) commit(ledger, content.assureCode!, -tax);
  // Who has asked for the list back has it: what is declared anew is not meant by that.
  const nothing = {
    assessed: undefined,
    slip: undefined,
    waybill: undefined,
    cancelling: undefined,
  };
  return { ...list, ...nothing, inspecting: false };
}
