import { field } from "../../../primitives/fields/index.ts";

/** A field of a message, or of what the ledger has on record. */
export type Side = readonly [source: string, field: string];

/**
 * Everything that can be wrong with a list whose documents are all there, and the two fields that do not fit (docs/domain section
 * 4). Sources are CEB messages in their import numbers. On the wire a code is its place here: add at the end, never reorder.
 */
const TABLE = {
  PAYMENT_DIRECTION: { left: ["411", "message type"], right: ["621", "message type"] },
  ORDER_DIRECTION: { left: ["311", "message type"], right: ["621", "message type"] },
  WAYBILL_DIRECTION: { left: ["511", "message type"], right: ["621", "message type"] },
  ORDER_NO: { left: ["411", "orderNo"], right: ["311", "orderNo"] },
  EBP_CODE: { left: ["411", "ebpCode"], right: ["311", "ebpCode"] },
  EBC_CODE: { left: ["621", "ebcCode"], right: ["311", "ebcCode"] },
  ACTURAL_PAID: {
    left: ["311", "goodsValue + freight + taxTotal - discount"],
    right: ["311", "acturalPaid"],
  },
  AMOUNT_PAID: { left: ["411", "amountPaid"], right: ["311", "acturalPaid"] },
  PAYER: { left: ["411", "payerIdNumber"], right: ["311", "buyerIdNumber"] },
  CONSIGNEE: { left: ["511", "consignee"], right: ["311", "consignee"] },
  PAYMENT_CURRENCY: { left: ["411", "currency"], right: ["311", "currency"] },
  LIST_CURRENCY: { left: ["621", "currency"], right: ["311", "currency"] },
  FREIGHT: { left: ["621", "freight"], right: ["311", "freight"] },
  GOODS_VALUE: { left: ["311", "sum of totalPrice"], right: ["311", "goodsValue"] },
  LINE_COUNT: { left: ["621", "lines"], right: ["311", "lines"] },
  LINE_ITEM_NO: { left: ["621", "itemNo"], right: ["311", "itemNo"] },
  LINE_QUANTITY: { left: ["621", "qty"], right: ["311", "qty"] },
  LINE_UNIT: { left: ["621", "unit"], right: ["311", "unit"] },
  LINE_TOTAL: { left: ["621", "totalPrice"], right: ["311", "totalPrice"] },
  LINE_GCODE: { left: ["621", "gcode"], right: ["commodity record", "gcode"] },
  LINE_COUNTRY: { left: ["621", "country"], right: ["commodity record", "origin"] },
  COMMODITY_NOT_ACTIVE: { left: ["621", "itemNo"], right: ["commodity record", "in force"] },
  PLATFORM_NOT_ACTIVE: { left: ["621", "ebpCode"], right: ["enterprise record", "platform"] },
  MERCHANT_NOT_ACTIVE: { left: ["621", "ebcCode"], right: ["enterprise record", "merchant"] },
  PAYMENT_FIRM_NOT_ACTIVE: {
    left: ["411", "payCode"],
    right: ["enterprise record", "payment-firm"],
  },
  CARRIER_NOT_ACTIVE: { left: ["621", "logisticsCode"], right: ["enterprise record", "carrier"] },
  DECLARANT_NOT_ACTIVE: { left: ["621", "agentCode"], right: ["enterprise record", "declarant"] },
  AREA_NOT_ACTIVE: { left: ["621", "areaCode"], right: ["enterprise record", "warehouse"] },
  GUARANTOR_NOT_ACTIVE: {
    left: ["621", "assureCode"],
    right: ["enterprise record", "guarantor, and platform, merchant or carrier"],
  },
  ORDER_IN_USE: { left: ["621", "orderNo"], right: ["another 621", "orderNo"] },
  PAYMENT_IN_USE: { left: ["621", "payTransactionId"], right: ["another 621", "payTransactionId"] },
  WAYBILL_IN_USE: { left: ["621", "logisticsNo"], right: ["another 621", "logisticsNo"] },
  NO_TARIFF: { left: ["621", "gcode"], right: ["tariff", "rates in force"] },
  NO_TREASURY: { left: ["621", "assureCode"], right: ["treasury", "asset"] },
  TRANSACTION_LIMIT: {
    left: ["621", "dutiable value"],
    right: ["parameter", "customs-transaction-limit"],
  },
  ANNUAL_LIMIT: { left: ["621", "dutiable value"], right: ["parameter", "customs-annual-limit"] },
  GUARANTEE_SHORT: { left: ["621", "tax"], right: ["guarantee", "deposited - committed"] },
} as const satisfies Readonly<Record<string, { readonly left: Side; readonly right: Side }>>;

export type Mismatch = keyof typeof TABLE;
export const MISMATCHES = Object.keys(TABLE) as Mismatch[];
export const mismatch = field.choice(MISMATCHES);

/** The two fields that a code is about. */
export function sidesOf(code: Mismatch): { readonly left: Side; readonly right: Side } {
  return TABLE[code];
}
