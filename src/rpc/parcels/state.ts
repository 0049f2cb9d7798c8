import type { LedgerReader } from "../../state/ledger.ts";
import { BONDED } from "../../transactions/customs/codes.ts";
import { events } from "../../transactions/customs/history.ts";
import type { ListRecord } from "../../transactions/customs/lists/records.ts";
import { MATCHED, RELEASED, type Status } from "../../transactions/customs/lists/states.ts";
import type { WaybillRecord } from "../../transactions/customs/orders/records.ts";
import type { ParcelDocuments } from "./documents.ts";

/** Where a parcel can be. */
export const STATES = [
  ...["announced", "ordered", "paid", "declared", "sent", "on-the-way", "at-customs", "released"],
  ...["mismatched", "exception", "inspection", "detained", "refused", "sent-back"],
  ...["delivered", "done", "cancelled", "lost", "returning", "returned"],
] as const;
export type State = (typeof STATES)[number];

/** Customs or its examination stops the parcel: the list's status says how. */
const STOPPED = [
  ...["sent-back", "refused", "detained", "inspection", "exception", "mismatched"],
] as const satisfies readonly Status[];

/** Where a parcel is, in a word. What ends its way is asked for first, then what stops it, then how far it has come. */
export function stateOf(ledger: LedgerReader, documents: ParcelDocuments): State {
  const { lists } = documents;
  const stopped = STOPPED.find((status) => lists.some((one) => one.status === status));
  return endOf(documents) ?? stopped ?? placeOf(ledger, documents);
}

function endOf({ sales, orders, waybills, lists }: ParcelDocuments): State | undefined {
  const isSold = sales.length > 0;
  if (waybills.some(({ logisticsStatus }) => logisticsStatus === "lost")) return "lost";
  if (lists.some(isBack)) return "returned";
  if (lists.some(({ returning }) => returning.some((one) => one > 0n))) return "returning";
  if (orders.length > 0 && orders.every(({ status }) => status !== "live")) return "cancelled";
  if (isSold && sales.every(({ status }) => status === "cancelled")) return "cancelled";
  if (isSold && sales.every(({ status }) => status === "done")) return "done";
  const isThere = waybills.every(({ logisticsStatus }) => logisticsStatus === "delivered");
  return waybills.length > 0 && isThere ? "delivered" : undefined;
}

/** All that a list let in has come back. */
function isBack({ returned, content }: ListRecord): boolean {
  const all = content.lines.map(({ quantity }) => quantity);
  return returned.length > 0 && all.every((quantity, line) => returned[line] === quantity);
}

function placeOf(ledger: LedgerReader, { sales, orders, slips, waybills, lists }: ParcelDocuments) {
  const isSent = sales.some(({ status }) => status === "shipping" || status === "shipped");
  const moving = waybills.filter(({ logisticsStatus }) => logisticsStatus !== undefined);
  if (lists.length > 0 && lists.every(({ status }) => RELEASED.includes(status))) {
    const since = Math.max(...lists.map(({ releasedAt = 0 }) => releasedAt));
    if (moving.some((one) => lastToldOf(ledger, one) > since)) return "on-the-way";
    // Bonded goods leave their warehouse after the release; what came by mail was sent before it.
    const isBonded = lists.some(({ content }) => BONDED.includes(content.tradeMode));
    return isSent && isBonded ? "sent" : "released";
  }
  if (waybills.some(({ arrivedAt }) => arrivedAt !== undefined)) return "at-customs";
  if (moving.length > 0) return "on-the-way";
  if (isSent) return "sent";
  if (lists.some(({ status }) => MATCHED.includes(status))) return "declared";
  const isPaid = slips.some(({ status }) => status === "live");
  if (isPaid || sales.some(({ status }) => status === "paid")) return "paid";
  return orders.length > 0 ? "ordered" : "announced";
}

function lastToldOf(ledger: LedgerReader, { id, steps }: WaybillRecord): number {
  return events.read(ledger, id, steps - 1)!.timeMs;
}
