import { utf8 } from "../../../src/primitives/bytes.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import { CODES, commitment, head, newGuid, ONE, person } from "../../customs/port.ts";
import type { Order } from "../../ledger.ts";
import { buyer, idOf } from "../mall/mall-ledger.ts";
import type { Bought, Money } from "../mall/model.ts";

/** Abroad, so that no office has to release what leaves it. */
export const ABROAD = "HK0000000W";
const PEOPLE = 20_000;
export const skuOf = (at: number): string => `SKU-${at}`;
/** In fen, of one; every price is another one's neighbour, and a tenth of it is not always whole. */
export const priceOf = (at: number): bigint => 1_001n + ((BigInt(at) * 37n) % 9_001n);

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
