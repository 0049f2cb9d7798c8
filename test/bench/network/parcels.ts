import { utf8 } from "../../../src/primitives/bytes.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import type { Order } from "./offline-chain.ts";

/** Codes with customs of everybody who has a part. */
export const CODES = {
  platform: "440196000P",
  merchant: "440196000M",
  payFirm: "440196000F",
  carrier: "440196000C",
  declarant: "440196000D",
} as const;

export const MILK = { itemNo: "MILK-900", gcode: "1901101000", origin: "609" } as const;

/** 420.00 and 20.00 freight, of which 13 % value-added tax at 70 per cent is owed: 40.04. */
export const PRICE = { goodsValue: 42_000n, freight: 2_000n, taxTotal: 4_004n } as const;
const PAID = PRICE.goodsValue + PRICE.freight + PRICE.taxTotal;

/** A buyer's annual limit of 26,000.00 would be enough for 59. */
const ORDERS_PER_BUYER = 50;

export function buyersOf(parcels: number): number {
  return Math.ceil(parcels / ORDERS_PER_BUYER);
}

/** The numbers by which the documents of a parcel are asked for. */
export function keysOf(parcel: number) {
  return {
    order: { ebpCode: CODES.platform, orderNo: `O-${parcel}` },
    payment: { payCode: CODES.payFirm, payTransactionId: `P-${parcel}` },
    waybill: { logisticsCode: CODES.carrier, logisticsNo: `W-${parcel}` },
    list: { agentCode: CODES.declarant, copNo: `L-${parcel}` },
  } as const;
}

/** The four documents of one parcel, which fit each other. Buyers take turns: two orders of one are far apart. */
export function documentsOf(parcel: number, buyers: number) {
  const keys = keysOf(parcel);
  const buyer = sha256(utf8(`bench buyer ${parcel % buyers}`));
  const consignee = sha256(utf8(`bench consignee ${parcel}`));
  const of = { direction: "import", currency: "142" };
  const { goodsValue, freight } = PRICE;
  const line = { itemNo: MILK.itemNo, quantity: 200_000n, unit: "122", total: goodsValue };
  const order = {
    ...{ ...of, ebcCode: CODES.merchant, ...PRICE, discount: 0n, acturalPaid: PAID },
    ...{ buyer, consignee, lines: [line] },
  };
  const payment = {
    ...{ ...of, ...keys.order, payer: buyer, amountPaid: PAID },
    ...{ paidAt: 1_700_000_000_000, payment: undefined },
  };
  const parcelWeight = { grossWeight: 200_000n, packNo: 1 };
  const waybill = {
    ...{ ...of, freight, insuredFee: 0n, ...parcelWeight, netWeight: undefined, consignee },
  };
  const listLine = {
    ...{ ...line, gcode: MILK.gcode, country: MILK.origin },
    ...{ quantity1: 180_000n, quantity2: undefined },
  };
  const list = {
    ...{ ...of, ...keys.order, ebcCode: CODES.merchant, payment: keys.payment, ...keys.waybill },
    ...{ assureCode: CODES.platform, emsNo: undefined, areaCode: undefined },
    ...{ customsCode: "5141", portCode: "5141", tradeMode: "9610", trafMode: "5" },
    ...{ trafNo: "CZ3101", voyageNo: "1129", billNo: "784-1", country: MILK.origin },
    ...{ freight, insuredFee: 0n, ...parcelWeight, netWeight: 180_000n, lines: [listLine] },
  };
  return {
    order: declaration("order", parcel, keys.order, order),
    payment: declaration("payment", parcel, keys.payment, payment),
    waybill: declaration("waybill", parcel, keys.waybill, waybill),
    list: declaration("list", parcel, keys.list, list),
  };
}

export const DOCUMENTS = ["order", "payment", "waybill", "list"] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

function declaration(name: DocumentName, parcel: number, key: object, content: object): Order {
  const place = DOCUMENTS.indexOf(name);
  const guid = `BE7C4000-0000-4000-800${place}-${parcel.toString().padStart(12, "0")}`;
  const head = { guid, appType: "new", appStatus: "declare" };
  return { type: `customs.${name}.declare`, body: { ...head, ...key, content } };
}
