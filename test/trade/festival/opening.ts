import {
  CODES,
  cny,
  ENTERPRISES,
  merchant,
  MILK,
  mint,
  office,
  officeHk,
  ONE,
  payFirm,
  platform,
  warehouse,
  yuan,
} from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import { options } from "../../transactions/banking.ts";
import { buyer, listing, partner } from "../mall/mall-ledger.ts";
import { ABROAD, priceOf, skuOf } from "./orders.ts";

/** In fen: more than all orders of a fair together. */
export const PURSE_MINOR = 10n ** 13n;

/** An operation and whose it is. */
export interface Act {
  readonly by: TestKey;
  readonly type: string;
  readonly body: object;
}

/** The warehouse is on record abroad. */
export function warehouseAbroad(): readonly Act[] {
  const body = { code: ABROAD, country: "HK", kinds: ["warehouse"], name: "Warehouse abroad" };
  const decision = { code: ABROAD, version: 1, decision: "approve", reason: undefined };
  return [
    { by: warehouse, type: "customs.enterprise.file", body },
    { by: officeHk, type: "customs.enterprise.decide", body: decision },
  ];
}

/** An article is on record, lies there so many times, and is on offer. */
export function onOffer(at: number, count: bigint): readonly Act[] {
  const itemNo = skuOf(at);
  const goods = { merchant: CODES.merchant, itemNo };
  const { gcode, origin } = MILK;
  const terms = { gcode, name: itemNo, origin, unit: "007", unit1: "035", unit2: undefined };
  const filed = { ...goods, ...terms, barcode: undefined };
  const decision = { ...goods, version: 1, decision: "approve", reason: undefined };
  const paper = { reference: "FESTIVAL", replenishes: undefined };
  const received = { ...goods, warehouse: ABROAD, quantity: count * ONE, ...paper };
  const offer = listing({ listingNo: itemNo, itemNo, price: priceOf(at), warehouse: ABROAD });
  return [
    { by: merchant, type: "customs.commodity.file", body: filed },
    { by: office, type: "customs.commodity.decide", body: decision },
    { by: warehouse, type: "trade.stock.receive", body: received },
    { by: merchant, type: "trade.listing.publish", body: offer },
  ];
}

/** What `MallLedger.open` does, as far as a fair needs it: money, who may have it, and who is on record. */
export function portOpening(): readonly Act[] {
  const terms = { asset: cny, options: options(true, { authorisation: true }) };
  const purse = { to: buyer.account, amount: yuan(PURSE_MINOR), reference: undefined };
  return [
    { by: mint, type: "asset.define", body: { code: "CNY", decimals: 2 } },
    { by: mint, type: "asset.options", body: terms },
    ...[platform, payFirm, buyer, partner, merchant].map(({ account }) => ({
      ...{ by: mint, type: "asset.holder.authorise", body: { asset: cny, holder: account } },
    })),
    { by: mint, type: "asset.issue", body: purse },
    ...ENTERPRISES.flatMap(([by, code, kinds]) => {
      const filed = { code, country: "CN", kinds, name: `${by.name} Co., Ltd.` };
      const decision = { code, version: 1, decision: "approve", reason: undefined };
      return [
        { by, type: "customs.enterprise.file", body: filed },
        { by: office, type: "customs.enterprise.decide", body: decision },
      ];
    }),
  ];
}
