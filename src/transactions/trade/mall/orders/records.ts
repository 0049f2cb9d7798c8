import { participantName } from "../../../../chain/participant.ts";
import type { ValueOf } from "../../../../primitives/fields/field.ts";
import { field } from "../../../../primitives/fields/index.ts";
import { entryKey, pairKey } from "../../../entry-key.ts";
import { direction, documentNumber, enterpriseCode } from "../../../customs/codes.ts";
import { LINES_MAX, waybillKey } from "../../../customs/orders/records.ts";
import { itemNo } from "../../../customs/commodities/records.ts";
import { country } from "../../../rules/records.ts";
import { stored } from "../../../stored.ts";
import { listingKey, sale, SHARES_MAX } from "../listings/records.ts";

/** Listings in one order. */
export const ORDER_LINES_MAX = 10;
/** Parcels that one order is sent in. */
export const PARCELS_MAX = 8;

const money = field.uint64();
/** In 0.00001 of the unit; of bundles whole ones. */
export const quantity = field.uint64();

/** The number of a payment on this ledger has 35 places for the order's. */
export const orderNo = documentNumber(35);

/** An article that lies in a warehouse and is sent with a line: so much of it for one unit of the line. */
const part = field.record({ itemNo, quantity });

export const mallLine = field.record({
  listingNo: listingKey.listingNo,
  quantity,
  /** Price of the line. */
  total: money,
  /** Where its articles lie and were reserved; absent if the merchant sends it from elsewhere. */
  warehouse: field.optional(enterpriseCode),
  parts: field.list(part, LINES_MAX, 1),
  shipped: quantity,
  /** What was not sent and will not be. */
  cancelled: quantity,
  /** What came back of what was shipped. */
  returned: quantity,
});
export type MallLine = ValueOf<typeof mallLine>;

/** What of the price others than the merchant get, fixed when the order is placed; minor units. */
const due = field.record({ account: field.account(), minor: money });
export const DUES_MAX = SHARES_MAX * ORDER_LINES_MAX;

/** A part of the money of an order: of goods with freight less discount, and of tax. Minor units. */
export const portion = field.record({ goods: money, tax: money });
export type Portion = ValueOf<typeof portion>;
export const NO_PORTION: Portion = { goods: 0n, tax: 0n };

export const refundReason = field.choice([
  "NOT_RECEIVED",
  "DAMAGED",
  "NOT_AS_DESCRIBED",
  "RETURNED",
  "OTHER",
]);

/** A refund that the buyer asks for: of how much, why, and where that is. */
export const refundAsked = field.record({
  ...portion.shape,
  reason: refundReason,
  status: field.choice(["asked", "refused", "disputed"]),
  height: field.count(),
  timeMs: field.count(),
});

export const orderStatus = field.choice([
  "placed",
  "paid",
  "shipping",
  "shipped",
  "done",
  "cancelled",
]);
export type OrderStatus = ValueOf<typeof orderStatus>;

/** A waybill's number that goods went with; a carrier gives it again after half a year, so it says when they did the last time. */
const mallParcel = field.record({ ...waybillKey, sentMs: field.count() });

export const mallOrderRecord = field.record({
  /** That of the customs order, which it is. */
  id: field.hash(),
  ebpCode: enterpriseCode,
  orderNo,
  ebcCode: enterpriseCode,
  country,
  direction,
  sale,
  asset: field.asset(),
  /** Who pays, who keeps the money until then, who gets the rest of the price, and who the tax, which it owes. */
  payer: field.account(),
  holder: field.account(),
  payee: field.account(),
  platform: field.account(),
  arbiter: participantName,
  /** All that is paid. */
  whole: portion,
  dues: field.list(due, DUES_MAX),
  lines: field.list(mallLine, ORDER_LINES_MAX, 1),
  status: orderStatus,
  /** The payment into escrow, what is in it, and what went back to the buyer. */
  uetr: field.optional(field.uuid()),
  escrow: portion,
  refunded: portion,
  asking: field.optional(refundAsked),
  parcels: field.list(mallParcel, PARCELS_MAX),
  /** The last moment of what is waited for, milliseconds UTC: payment, shipment, acceptance, an answer. Absent: nothing, or the arbiter. */
  dueAt: field.optional(field.count()),
  steps: field.uint(32),
  height: field.count(),
  timeMs: field.count(),
});
export type MallOrder = ValueOf<typeof mallOrderRecord>;

/** By id. */
export const mallOrders = stored(mallOrderRecord, entryKey("trade/order"));

const since = field.record({ height: field.count() });
/** By account and order: those that an account pays. */
export const ordersOfPayer = stored(since, pairKey("trade/order-of"));

/** By id of a waybill number: the orders that were sent with it. A carrier gives it again after half a year, so the last ones count. */
export const PARCEL_ORDERS_MAX = 8;
export const ordersOfParcel = stored(
  field.record({ orders: field.list(field.hash(), PARCEL_ORDERS_MAX, 1) }),
  entryKey("trade/order-of-waybill"),
);
