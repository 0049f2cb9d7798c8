import { utf8 } from "../../../src/primitives/bytes.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import {
  CODES,
  commitment,
  head,
  merchant,
  MILK,
  mint,
  newGuid,
  officeHk,
  ONE,
  person,
  warehouse,
  yuan,
} from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import type { Order } from "../../ledger.ts";
import { buyer, idOf, listing, MallLedger } from "../mall/mall-ledger.ts";
import type { Bought, Money } from "../mall/model.ts";

/** Abroad, so that no office has to release what leaves it. */
const ABROAD = "HK0000000W";
const PEOPLE = 20_000;
export const skuOf = (at: number): string => `SKU-${at}`;
/** In fen, of one; every price is another one's neighbour, and a tenth of it is not always whole. */
export const priceOf = (at: number): bigint => 1_001n + ((BigInt(at) * 37n) % 9_001n);

/** An operation, whose it is, and what the model says of it when its turn comes. */
export interface Deed {
  readonly by: TestKey;
  readonly order: Order;
  readonly expected: (timeMs: number) => string;
}

/** A mall with so many articles in a warehouse abroad, each on offer, of each so many. */
export class Fair extends MallLedger {
  stocked(articles: number, countOf: (at: number) => bigint): this {
    this.open();
    const money = { to: buyer.account, amount: yuan(10n ** 13n), reference: undefined };
    this.do(mint, "asset.issue", money);
    const body = { code: ABROAD, country: "HK", kinds: ["warehouse"], name: "Warehouse abroad" };
    this.do(warehouse, "customs.enterprise.file", body);
    const decision = { code: ABROAD, version: 1, decision: "approve", reason: undefined };
    this.do(officeHk, "customs.enterprise.decide", decision);
    for (let at = 0; at < articles; at++) {
      const itemNo = skuOf(at);
      this.recordGoods({ ...MILK, itemNo });
      const shelf = { warehouse: ABROAD, merchant: CODES.merchant, itemNo };
      const paper = { reference: "FESTIVAL", replenishes: undefined };
      this.do(warehouse, "trade.stock.receive", {
        ...shelf,
        quantity: countOf(at) * ONE,
        ...paper,
      });
      this.do(
        merchant,
        "trade.listing.publish",
        listing({ listingNo: itemNo, itemNo, price: priceOf(at), warehouse: ABROAD }),
      );
    }
    return this;
  }
}

export const shelfKey = (itemNo: string) => ({
  ...{ warehouse: ABROAD, merchant: CODES.merchant, itemNo },
});

/** What an order costs: no freight, nothing off, and tax by the composite rate. */
export function wholeOf(bought: readonly Bought[]): Money {
  const goods = bought.reduce((sum, { price }) => sum + price, 0n);
  return { goods, tax: (goods * 91n) / 1_000n };
}

export function placing(no: string, at: number, bought: readonly Bought[]): Order {
  const { goods, tax } = wholeOf(bought);
  const body = {
    ...{ guid: newGuid(), ebpCode: CODES.platform, orderNo: `O-${no}`, ebcCode: CODES.merchant },
    ...{ direction: "import", buyer: person(`buyer ${at % PEOPLE}`) },
    ...{ consignee: commitment(no), payer: buyer.account, payCode: CODES.payFirm },
    ...{ goodsValue: goods, freight: 0n, discount: 0n, taxTotal: tax },
    lines: bought.map(({ sku, count }) => ({ listingNo: sku, quantity: count * ONE })),
  };
  return { type: "trade.order.place", body };
}

export const paying = (no: string): Order => {
  const uetr = sha256(utf8(`uetr ${no}`)).slice(0, 16);
  uetr[6] = (uetr[6]! & 0x0f) | 0x40;
  uetr[8] = (uetr[8]! & 0x3f) | 0x80;
  return { type: "trade.order.pay", body: { order: idOf(no), uetr } };
};

const waybillOf = (no: string) => ({ logisticsCode: CODES.carrier, logisticsNo: `W-${no}` });
export const waybill = (no: string): Order => ({
  type: "customs.waybill.declare",
  body: {
    ...{ ...head(), ...waybillOf(no) },
    content: {
      ...{ direction: "import", freight: 0n, insuredFee: 0n, currency: "142", packNo: 1 },
      ...{ grossWeight: 120_000n, netWeight: undefined, consignee: commitment(no) },
    },
  },
});

export function shipping(no: string, counts: readonly bigint[]): Order {
  const lines = counts.map((count, line) => ({ line, quantity: count * ONE }));
  const sent = lines.filter(({ quantity }) => quantity > 0n);
  return { type: "trade.order.ship", body: { order: idOf(no), ...waybillOf(no), lines: sent } };
}

/** An operation on an order that says nothing but which. */
export const about = (type: string, no: string, more: object = {}): Order => ({
  type,
  body: { order: idOf(no), ...more },
});
