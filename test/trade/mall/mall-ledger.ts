import { expect } from "vitest";

import { COUNCIL } from "../../../src/primitives/account-id.ts";
import { balanceOf } from "../../../src/transactions/assets/balance.ts";
import { listId } from "../../../src/transactions/customs/lists/records.ts";
import { orderId, orders } from "../../../src/transactions/customs/orders/records.ts";
import { type PaymentRecord, payments } from "../../../src/transactions/payments/records.ts";
import { escrows } from "../../../src/transactions/trade/mall/orders/escrow.ts";
import { type MallOrder, mallOrders } from "../../../src/transactions/trade/mall/orders/records.ts";
import { type StepName, steps } from "../../../src/transactions/trade/mall/orders/steps.ts";
import {
  type TradeDayRecord,
  tradeDays,
  tradeGoods,
} from "../../../src/transactions/trade/mall/statistics/records.ts";
import { dayOf, formatDay } from "../../../src/primitives/civil-day.ts";
import { shelves } from "../../../src/transactions/trade/stock/records.ts";
import {
  agency,
  carrier,
  CODES,
  cny,
  commitment,
  CustomsLedger,
  declarant,
  head,
  LIPSTICK,
  merchant,
  MILK,
  mint,
  newGuid,
  office,
  ONE,
  payFirm,
  person,
  platform,
  warehouse,
  yuan,
} from "../../customs/port.ts";
import { testKey, type TestKey } from "../../keys.ts";
import { council, uetr } from "../../ledger.ts";
import { alice, bob } from "../../transactions/banking.ts";

/** Who buys, who has a part of the price, and who decides. */
export const [buyer, partner, arbiter] = [alice, bob, agency];

/** A box of two milk and one lipstick: three quarters of its price is milk. */
const BOX = "BOX-1";

export const listing = (changes: object = {}) => ({
  ...{ ebcCode: CODES.merchant, listingNo: "SKU-MILK", ebpCode: CODES.platform, sale: "B2B2C" },
  ...{ itemNo: MILK.itemNo, isBundle: false, price: 10_000n, currency: "142", asset: cny },
  ...{ warehouse: CODES.warehouse, least: undefined, most: undefined },
  shares: [{ account: partner.account, partsPerMillion: 100_000 }],
  arbiter: arbiter.name,
  ...changes,
});
export const BOXES = listing({ listingNo: "SKU-BOX", itemNo: BOX, isBundle: true, price: 30_001n });

/** What is bought: of which listing how many, what they cost together. */
export interface Bought {
  readonly listingNo: string;
  readonly count: bigint;
  readonly total: bigint;
}
export const milk = (count = 2n): Bought => ({
  ...{ listingNo: "SKU-MILK", count, total: count * 10_000n },
});
export const boxes = (count = 1n): Bought => ({
  ...{ listingNo: "SKU-BOX", count, total: count * 30_001n },
});

export const orderOf = (no: string, bought: readonly Bought[] = [milk()], changes: object = {}) => {
  const goodsValue = bought.reduce((sum, { total }) => sum + total, 0n);
  return {
    ...{ guid: newGuid(), ebpCode: CODES.platform, orderNo: `O-${no}`, ebcCode: CODES.merchant },
    ...{ direction: "import", buyer: person("buyer"), consignee: commitment(`consignee of ${no}`) },
    ...{ payer: buyer.account, payCode: CODES.payFirm },
    ...{ goodsValue, freight: 1_000n, discount: 500n, taxTotal: (goodsValue * 91n) / 1_000n },
    lines: bought.map(({ listingNo, count }) => ({ listingNo, quantity: count * ONE })),
    ...changes,
  };
};

export const idOf = (no: string): Uint8Array => orderId(CODES.platform, `O-${no}`);

/** Where an order can be taken to, each step by who takes it. */
export type Stage = "placed" | "paid" | "shipping" | "shipped" | "asked" | "refused" | "disputed";

/** A ledger with a mall: a hundred tins of milk and ten lipsticks in the bonded warehouse, milk and boxes of both on offer. */
export class MallLedger extends CustomsLedger {
  override open(): this {
    super.open();
    for (const { account } of [buyer, partner, merchant]) {
      this.do(mint, "asset.holder.authorise", { asset: cny, holder: account });
    }
    for (const name of ["warehouse-2", "merchant-2"]) this.admit(testKey(name), name.slice(0, -2));
    const gift = { to: buyer.account, amount: yuan(10n ** 8n), reference: undefined };
    this.do(mint, "asset.issue", gift);
    this.do(merchant, "trade.bundle.define", {
      ...{ merchant: CODES.merchant, bundleNo: BOX, from: 1, until: undefined },
      parts: [
        { itemNo: MILK.itemNo, quantity: 2n * ONE, weight: 3n },
        { itemNo: LIPSTICK.itemNo, quantity: ONE, weight: 1n },
      ],
    });
    this.receive(MILK.itemNo, 100n);
    this.receive(LIPSTICK.itemNo, 10n);
    for (const one of [listing(), BOXES]) this.do(merchant, "trade.listing.publish", one);
    return this;
  }

  /** The council registers somebody more. */
  admit({ name, publicKey }: TestKey, role: string): void {
    const signers = [{ publicKey, weight: 1 }];
    const authority = { signers, thresholds: { low: 1, medium: 1, high: 1 } };
    const body = { name, roles: [role], country: "CN", lei: undefined, authority };
    const orders = [{ type: "participant.register", body }];
    expect(this.run(orders, { by: council, account: COUNCIL }).code).toBe("OK");
  }

  list(changes: object): void {
    this.do(merchant, "trade.listing.publish", listing(changes));
  }

  receive(itemNo: string, count: bigint): void {
    const shelf = { warehouse: CODES.warehouse, merchant: CODES.merchant, itemNo };
    const paper = { reference: newGuid(), replenishes: undefined };
    this.do(warehouse, "trade.stock.receive", { ...shelf, quantity: count * ONE, ...paper });
  }

  place(no: string, bought: readonly Bought[] = [milk()], changes: object = {}): Uint8Array {
    this.do(platform, "trade.order.place", orderOf(no, bought, changes));
    return idOf(no);
  }

  payFor(no: string): void {
    this.do(buyer, "trade.order.pay", { order: idOf(no), uetr: uetr() });
  }

  waybill(no: string): { logisticsCode: string; logisticsNo: string } {
    const waybill = { logisticsCode: CODES.carrier, logisticsNo: `W-${no}` };
    const { freight } = orderOf(no);
    this.do(carrier, "customs.waybill.declare", {
      ...{ ...head(), ...waybill },
      content: {
        ...{ direction: "import", freight, insuredFee: 0n, currency: "142", packNo: 1 },
        ...{
          grossWeight: 120_000n,
          netWeight: undefined,
          consignee: commitment(`consignee of ${no}`),
        },
      },
    });
    return waybill;
  }

  /** Payment slip, waybill and list of a paid order, which customs releases. */
  clear(no: string): void {
    const {
      ebcCode,
      freight,
      acturalPaid,
      buyer: payer,
      lines,
    } = orders.read(this.state, idOf(no))!;
    const shared = { direction: "import", currency: "142" };
    const key = { ebpCode: CODES.platform, orderNo: `O-${no}` };
    const slip = { payCode: CODES.payFirm, payTransactionId: `P-${no}` };
    const paid = { amountPaid: acturalPaid, paidAt: this.timeMs, payment: this.order(no).uetr };
    const content = { ...shared, ...key, payer, ...paid };
    this.do(payFirm, "customs.payment.declare", { ...head(), ...slip, content });
    const waybill = this.waybill(no);
    const bonded = { tradeMode: "1210", emsNo: "H51412600001", areaCode: CODES.warehouse };
    this.do(declarant, "customs.list.declare", {
      ...{ ...head(), agentCode: CODES.declarant, copNo: `L-${no}` },
      content: {
        ...{ ...shared, ...key, ebcCode, payment: slip, ...waybill, assureCode: CODES.platform },
        ...{ ...bonded, customsCode: "5141", portCode: "5141", trafMode: "5", country: "601" },
        ...{ trafNo: undefined, voyageNo: undefined, billNo: undefined, freight, insuredFee: 0n },
        ...{ grossWeight: 120_000n, netWeight: 100_000n, packNo: 1 },
        lines: lines.map(({ itemNo, quantity, unit, total }) => {
          const { gcode, origin } = itemNo === MILK.itemNo ? MILK : LIPSTICK;
          const amounts = { quantity, unit, quantity1: quantity, quantity2: undefined, total };
          return { itemNo, gcode, country: origin, ...amounts };
        }),
      },
    });
    const none = { exception: undefined, preNo: undefined, invtNo: undefined };
    const list = listId(CODES.declarant, `L-${no}`);
    this.do(office, "customs.list.receipt", { list, code: "800", ...none });
  }

  ship(no: string, ...counts: readonly bigint[]): void {
    const lines = counts.map((count, line) => ({ line, quantity: count * ONE }));
    const waybill = { logisticsCode: CODES.carrier, logisticsNo: `W-${no}` };
    const sent = lines.filter(({ quantity }) => quantity > 0n);
    this.do(warehouse, "trade.order.ship", { order: idOf(no), ...waybill, lines: sent });
  }

  ask(no: string, goods: bigint, tax = 0n): void {
    const body = { order: idOf(no), goods, tax, reason: "DAMAGED" };
    this.do(buyer, "trade.order.refund", body);
  }

  answer(no: string, agree: boolean): void {
    this.do(merchant, "trade.order.refund.answer", { order: idOf(no), agree });
  }

  /** An order of so much milk that has got so far. */
  taken(to: Stage, no = "1", bought: readonly Bought[] = [milk()]): Uint8Array {
    const id = this.place(no, bought);
    const stages = ["placed", "paid", "shipping", "shipped", "asked", "refused", "disputed"];
    const at = stages.indexOf(to);
    if (at >= 1) this.payFor(no);
    if (at >= 2) this.clear(no);
    const counts = this.order(no).lines.map(({ quantity }) => quantity / ONE);
    if (to === "shipping") this.ship(no, 1n);
    if (at >= 3) this.ship(no, ...counts);
    if (at >= 4) this.ask(no, 5_000n, 455n);
    if (at >= 5) this.answer(no, false);
    if (at >= 6) this.do(buyer, "trade.order.dispute", { order: id, evidence: undefined });
    return id;
  }

  order(no: string): MallOrder {
    return mallOrders.read(this.state, idOf(no))!;
  }

  stepsOf(no: string): StepName[] {
    const { id, steps: count } = this.order(no);
    return Array.from({ length: count }, (_, at) => steps.read(this.state, id, at)!.step);
  }

  /** Found by looking, not by an index. */
  paymentsOf(no: string): PaymentRecord[] {
    const all = [...this.state.values].filter(([key]) => key.startsWith("payment/"));
    return all.map(([, one]) => payments.decode(one)).filter((one) => one.endToEndId === no);
  }

  tradeDay(sale: string): TradeDayRecord | undefined {
    return tradeDays.read(this.state, "CN", formatDay(dayOf(this.timeMs)), "import", sale);
  }

  chapter(chapter: string, sale: string) {
    const day = formatDay(dayOf(this.timeMs));
    return tradeGoods.read(this.state, "CN", day, "import", sale, "142", chapter);
  }

  shelf(itemNo: string): { readonly onHand: bigint; readonly reserved: bigint } {
    const shelf = { warehouse: CODES.warehouse, merchant: CODES.merchant, itemNo };
    const { onHand, reserved } = shelves.read(this.state, shelf)!;
    return { onHand: onHand / ONE, reserved: reserved / ONE };
  }

  availableTo(of: TestKey): bigint {
    return balanceOf(this.state, of.account, cny).available;
  }

  get escrow(): bigint {
    return escrows.read(this.state, payFirm.account, cny)?.minor ?? 0n;
  }
}
