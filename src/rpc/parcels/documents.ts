import { equalBytes, toHex } from "../../primitives/bytes.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import {
  summaries,
  summaryOfList,
  type SummaryRecord,
} from "../../transactions/customs/exports/records.ts";
import { events } from "../../transactions/customs/history.ts";
import { claimants } from "../../transactions/customs/lists/claims.ts";
import { type ListRecord, lists } from "../../transactions/customs/lists/records.ts";
import {
  orderId,
  type OrderRecord,
  orders,
  slipId,
  slipOfOrder,
  type SlipRecord,
  slips,
  waybillId,
  waybillNumberId,
  waybillNumbers,
  type WaybillRecord,
  waybills,
} from "../../transactions/customs/orders/records.ts";
import { type PaymentRecord, payments } from "../../transactions/payments/records.ts";
import {
  type MallOrder,
  mallOrders,
  ordersOfParcel,
} from "../../transactions/trade/mall/orders/records.ts";

/** Everything on the ledger that is about a parcel, or about the parcels of an order. */
export interface ParcelDocuments {
  /** Orders of malls, which are customs orders too. */
  readonly sales: readonly MallOrder[];
  readonly orders: readonly OrderRecord[];
  readonly slips: readonly SlipRecord[];
  readonly payments: readonly PaymentRecord[];
  readonly waybills: readonly WaybillRecord[];
  readonly lists: readonly ListRecord[];
  /** Of exports: the applications that lists are in, which get the declaration's number. */
  readonly summaries: readonly SummaryRecord[];
}

interface Named {
  readonly logisticsCode: string;
  readonly logisticsNo: string;
}

/** The documents of the parcel that has a carrier's number now; undefined if nobody has spoken of it. */
export function documentsOfParcel(ledger: LedgerReader, named: Named): ParcelDocuments | undefined {
  const number = waybillNumberId(named.logisticsCode, named.logisticsNo);
  const at = waybillNumbers.read(ledger, number)?.id;
  const waybill = at && waybills.read(ledger, at);
  const naming = listsOf(ledger, number, waybill?.usedBy);
  if (waybill === undefined && naming.length === 0) return undefined;
  const sold = ordersOfParcel.read(ledger, number)?.orders ?? [];
  const sentNow = sold.filter((id) => {
    const sale = mallOrders.read(ledger, id)!;
    const of = parcelThen(ledger, named, sentAt(sale, named));
    return waybill !== undefined && of !== undefined && equalBytes(of.id, waybill.id);
  });
  const declared = naming.map(({ content }) => orderId(content.ebpCode, content.orderNo));
  const found = around(ledger, distinct([...sentNow, ...declared]), naming);
  return { ...found, waybills: waybill === undefined ? [] : [waybill] };
}

/** The documents of an order and of all its parcels; undefined if nobody has spoken of it. */
export function documentsOfOrder(
  ledger: LedgerReader,
  ebpCode: string,
  orderNo: string,
): ParcelDocuments | undefined {
  const id = orderId(ebpCode, orderNo);
  const naming = listsOf(ledger, id, orders.read(ledger, id)?.usedBy);
  const found = around(ledger, [id], naming);
  if (found.orders.length === 0 && naming.length === 0) return undefined;
  const sent = found.sales.flatMap((sale) =>
    sale.parcels.flatMap((one) => parcelThen(ledger, one, one.sentMs) ?? []),
  );
  const declared = naming.flatMap(({ waybill, content }) => {
    const matched = waybill && waybills.read(ledger, waybill);
    return matched ?? parcelThen(ledger, content, Infinity) ?? [];
  });
  const ids = distinct([...sent, ...declared].map((one) => one.id));
  return { ...found, waybills: readAll(ids, (one) => waybills.read(ledger, one)) };
}

/** Orders with what was paid for them, and the lists that name them. */
function around(
  ledger: LedgerReader,
  ids: readonly Uint8Array[],
  naming: readonly ListRecord[],
): Omit<ParcelDocuments, "waybills"> {
  const sales = readAll(ids, (one) => mallOrders.read(ledger, one));
  const told = naming.flatMap(({ slip, content: { payment } }) => [
    ...(slip === undefined ? [] : [slip]),
    ...(payment === undefined ? [] : [slipId(payment.payCode, payment.payTransactionId)]),
  ]);
  const last = ids.flatMap((one) => slipOfOrder.read(ledger, one)?.slip ?? []);
  const paid = readAll(distinct([...told, ...last]), (one) => slips.read(ledger, one));
  const summed = naming.flatMap(({ id }) => summaryOfList.read(ledger, id)?.summary ?? []);
  const uetrs = [...sales.map(({ uetr }) => uetr), ...paid.map(({ payment }) => payment)];
  return {
    ...{ sales, slips: paid, lists: naming },
    orders: readAll(ids, (one) => orders.read(ledger, one)),
    summaries: readAll(distinct(summed), (one) => summaries.read(ledger, one)),
    payments: readAll(distinct(uetrs.flatMap((one) => one ?? [])), (one) =>
      payments.read(ledger, one),
    ),
  };
}

/** The lists that wait for a document, and the one that was matched with it. */
function listsOf(
  ledger: LedgerReader,
  document: Uint8Array,
  usedBy: Uint8Array | undefined,
): ListRecord[] {
  const ids = [...claimants(ledger, document), ...(usedBy === undefined ? [] : [usedBy])];
  return readAll(distinct(ids), (one) => lists.read(ledger, one));
}

/** When an order was sent with a number of a carrier, the last time; 0 if it never was. */
function sentAt({ parcels }: MallOrder, { logisticsCode, logisticsNo }: Named): number {
  const found = parcels.find(
    (one) => one.logisticsCode === logisticsCode && one.logisticsNo === logisticsNo,
  );
  return found?.sentMs ?? 0;
}

/** The parcel that had a number at a time: a carrier gives it to another one half a year later. */
function parcelThen(
  ledger: LedgerReader,
  { logisticsCode, logisticsNo }: Named,
  timeMs: number,
): WaybillRecord | undefined {
  const number = waybillNumbers.read(ledger, waybillNumberId(logisticsCode, logisticsNo));
  for (let use = number?.uses ?? 0; use > 0; use--) {
    const found = waybills.read(ledger, waybillId(logisticsCode, logisticsNo, use));
    const first = found && events.read(ledger, found.id, 0);
    if (first !== undefined && first.timeMs <= timeMs) return found;
  }
  return undefined;
}

function distinct(ids: readonly Uint8Array[]): Uint8Array[] {
  return [...new Map(ids.map((id) => [toHex(id), id])).values()];
}

function readAll<T>(ids: readonly Uint8Array[], read: (id: Uint8Array) => T | undefined): T[] {
  return ids.flatMap((id) => read(id) ?? []);
}
