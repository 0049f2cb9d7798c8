import { utf8 } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { domainHash } from "../../../primitives/hasher.ts";
import { entryKey } from "../../entry-key.ts";
import { country } from "../../rules/records.ts";
import { stored } from "../../stored.ts";
import { currencyCode, direction, documentNumber, enterpriseCode, unitCode } from "../codes.ts";
import { itemNo } from "../commodities/records.ts";
import { documentState } from "../messages.ts";

/** Articles of one order: bodies of operations are bounded, and a list says more of each line than an order does. */
export const LINES_MAX = 25;

/** A person, by the oblivious key that the regulator's node gives: never a number of a document. */
export const personKey = field.bytes(32);
/** Salted commitment to name, address and telephone. Platform and carrier use the same salt. */
export const consignee = field.hash();

export const orderLine = field.record({
  itemNo,
  /** In 0.00001 of the unit. */
  quantity: field.uint64(),
  unit: unitCode,
  /** In minor units of the currency. */
  total: field.uint64(),
});

const money = field.uint64();

/** CEB311 and CEB303, without what would name a person. Money is in minor units of the currency. */
export const orderContent = field.record({
  direction,
  /** The merchant. */
  ebcCode: enterpriseCode,
  goodsValue: money,
  freight: money,
  discount: money,
  taxTotal: money,
  /** Spelt as in CEB. */
  acturalPaid: money,
  currency: currencyCode,
  /** Of imports. */
  buyer: field.optional(personKey),
  consignee: field.optional(consignee),
  lines: field.list(orderLine, LINES_MAX, 1),
});

export const orderKey = { ebpCode: enterpriseCode, orderNo: documentNumber(60) } as const;

export const orderRecord = field.record({
  id: field.hash(),
  ...orderKey,
  ...orderContent.shape,
  /** Of whose annual limits and statistics: that of the platform. */
  country,
  ...documentState,
  /** What of the buyer's annual limit it keeps, and in which year; in minor units. */
  reserved: money,
  year: field.uint(16),
  /** The last moment at which a list can be matched with it, milliseconds UTC; a list that gave it back gives it another term. */
  expiresAt: field.count(),
});
export type OrderRecord = ValueOf<typeof orderRecord>;

/** CEB411 and CEB403. */
export const slipContent = field.record({
  direction,
  ...orderKey,
  /** Of imports. */
  payer: field.optional(personKey),
  amountPaid: money,
  currency: currencyCode,
  /** Milliseconds UTC. */
  paidAt: field.count(),
  /** UETR of the payment on this ledger, if it was made here. */
  payment: field.optional(field.uuid()),
});
export const slipKey = { payCode: enterpriseCode, payTransactionId: documentNumber(60) } as const;
export const slipRecord = field.record({
  id: field.hash(),
  ...slipKey,
  ...slipContent.shape,
  ...documentState,
});
export type SlipRecord = ValueOf<typeof slipRecord>;

/** CEB511 and CEB505. Weights are in 0.00001 kg. */
export const waybillContent = field.record({
  direction,
  freight: money,
  insuredFee: money,
  currency: currencyCode,
  grossWeight: field.uint64(),
  netWeight: field.optional(field.uint64()),
  packNo: field.uint(16),
  /** Of imports. */
  consignee: field.optional(consignee),
});
export const waybillKey = {
  logisticsCode: enterpriseCode,
  logisticsNo: documentNumber(60),
} as const;

/** CEB513: where the parcel is. */
export const waybillStatus = field.choice([
  "collected",
  "departed",
  "arrived",
  "delivered",
  "lost",
]);

export const waybillRecord = field.record({
  id: field.hash(),
  ...waybillKey,
  ...waybillContent.shape,
  ...documentState,
  logisticsStatus: field.optional(waybillStatus),
  /** The parcel is at the customs site (CEB711): block time, milliseconds UTC. */
  arrivedAt: field.optional(field.count()),
});
export type WaybillRecord = ValueOf<typeof waybillRecord>;

const hashOrder = domainHash("portolan customs order 1");
const hashSlip = domainHash("portolan customs payment 1");
const hashNumber = domainHash("portolan customs waybill number 1");
const hashWaybill = domainHash("portolan customs waybill 1");

/** Names an order for ever: known to everybody who knows platform and number. No part holds a line feed. */
export function orderId(ebpCode: string, orderNo: string): Uint8Array {
  return hashOrder(utf8(`${ebpCode}\n${orderNo}`));
}
export function slipId(payCode: string, payTransactionId: string): Uint8Array {
  return hashSlip(utf8(`${payCode}\n${payTransactionId}`));
}
/** Names a number of a carrier, which may name another parcel half a year later. */
export function waybillNumberId(logisticsCode: string, logisticsNo: string): Uint8Array {
  return hashNumber(utf8(`${logisticsCode}\n${logisticsNo}`));
}
/** Names the parcel that had the number the so-many-eth time, from 1. */
export function waybillId(logisticsCode: string, logisticsNo: string, use: number): Uint8Array {
  return hashWaybill(utf8(`${logisticsCode}\n${logisticsNo}\n${use}`));
}

/** By id: there if the order was placed in a mall, which alone changes it; with the payment into escrow once it was made. */
export const placedOrders = stored(
  field.record({ height: field.count(), payment: field.optional(field.uuid()) }),
  entryKey("customs/order-placed"),
);
/** By id. */
export const orders = stored(orderRecord, entryKey("customs/order"));
export const slips = stored(slipRecord, entryKey("customs/payment"));
export const waybills = stored(waybillRecord, entryKey("customs/waybill"));
/** By id of the number: which parcel has it now, how many had it, since when. */
export const waybillNumbers = stored(
  field.record({ id: field.hash(), uses: field.uint(32), timeMs: field.count() }),
  entryKey("customs/waybill-number"),
);
/** By UETR of a payment on this ledger: the slip that speaks of it. */
export const slipOfPayment = stored(
  field.record({ slip: field.hash() }),
  entryKey("customs/payment-of"),
);
/** By order: the slip that was declared for it last, for lists that name none. */
export const slipOfOrder = stored(
  field.record({ slip: field.hash() }),
  entryKey("customs/payment-of-order"),
);
