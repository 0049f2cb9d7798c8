import { expect } from "vitest";

import type { Role } from "../../src/chain/participant.ts";
import { assetId } from "../../src/primitives/asset-id.ts";
import { utf8 } from "../../src/primitives/bytes.ts";
import { dayOf, formatDay, yearOf } from "../../src/primitives/civil-day.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import { balanceOf } from "../../src/transactions/assets/balance.ts";
import { events, type EventRecord } from "../../src/transactions/customs/history.ts";
import { type ListRecord, lists, listId } from "../../src/transactions/customs/lists/records.ts";
import type { Status } from "../../src/transactions/customs/lists/states.ts";
import { days, type DayRecord } from "../../src/transactions/customs/statistics/records.ts";
import { annualUses, type AnnualRecord } from "../../src/transactions/customs/tax/annual.ts";
import { bills, type BillRecord } from "../../src/transactions/customs/tax/bill.ts";
import { guarantees, type GuaranteeRecord } from "../../src/transactions/customs/tax/guarantee.ts";
import { testKey, type TestKey } from "../keys.ts";
import { uetr } from "../ledger.ts";
import { BankingLedger, DAY, options } from "../transactions/banking.ts";

export const [
  platform,
  merchant,
  payFirm,
  carrier,
  warehouse,
  declarant,
  declarant2,
  office,
  officeHk,
  inspection,
  treasury,
  treasuryHk,
  regulatorCn,
  agency,
  mint,
] = [
  ...["platform-1", "merchant-1", "payfirm-1", "carrier-1", "warehouse-1", "declarant-1"],
  ...[
    "declarant-2",
    "office-gz",
    "office-hk",
    "inspection-gz",
    "treasury-cn",
    "treasury-hk",
    "regulator-cn",
    "agency-cn",
    "mint-cn",
  ],
].map(testKey) as [
  ...[TestKey, TestKey, TestKey, TestKey, TestKey, TestKey],
  ...[TestKey, TestKey, TestKey, TestKey, TestKey, TestKey, TestKey, TestKey, TestKey],
];

const CAST: readonly (readonly [TestKey, readonly Role[], string])[] = [
  [platform, ["platform"], "CN"],
  [merchant, ["merchant"], "HK"],
  [payFirm, ["payment-firm"], "CN"],
  [carrier, ["carrier"], "CN"],
  [warehouse, ["warehouse"], "CN"],
  [declarant, ["declarant"], "CN"],
  [declarant2, ["declarant"], "CN"],
  [office, ["customs"], "CN"],
  [officeHk, ["customs"], "HK"],
  [inspection, ["inspection"], "CN"],
  [treasury, ["tax"], "CN"],
  [treasuryHk, ["tax"], "HK"],
  [regulatorCn, ["regulator"], "CN"],
  [agency, ["policy-agency"], "CN"],
  [mint, ["gateway"], "CN"],
];

export const cny = assetId("CNY", mint.account);
export const yuan = (minor: bigint) => ({ asset: cny, minor });

/** Codes with customs of everybody who has a part. */
export const CODES = {
  platform: "440196000P",
  merchant: "440196000M",
  payFirm: "440196000F",
  carrier: "440196000C",
  warehouse: "440196000W",
  declarant: "440196000D",
  declarant2: "440196000E",
} as const;

/** Whose code it is, and what it does. */
export const ENTERPRISES: readonly (readonly [TestKey, string, readonly string[]])[] = [
  [platform, CODES.platform, ["platform", "guarantor"]],
  [merchant, CODES.merchant, ["merchant"]],
  [payFirm, CODES.payFirm, ["payment-firm"]],
  [carrier, CODES.carrier, ["carrier"]],
  [warehouse, CODES.warehouse, ["warehouse"]],
  [declarant, CODES.declarant, ["declarant"]],
  [declarant2, CODES.declarant2, ["declarant"]],
];

/** Value-added tax of 13 % alone, and with 15 % consumption tax; duty 10 % above the limit of a transaction. */
export const MILK = { itemNo: "MILK/1", gcode: "1901109000", origin: "601" };
export const LIPSTICK = { itemNo: "LIP-7", gcode: "3304100091", origin: "305" };

export const commitment = (of: string): Uint8Array => sha256(utf8(of));
export const person = (of: string): Uint8Array => sha256(utf8(`person ${of}`));

let messages = 0;
/** A guid that no message had before in this process. */
export function newGuid(): string {
  const hex = (++messages).toString(16).toUpperCase().padStart(12, "0");
  return `0F1E2D3C-4B5A-4697-8877-${hex}`;
}

export const head = (changes: object = {}) => ({
  ...{ guid: newGuid(), appType: "new", appStatus: "declare" },
  ...changes,
});
export const ONE = 100_000n;

/** One article of an order: which, how many, what they cost together. */
export interface Article {
  readonly of: typeof MILK;
  readonly count: bigint;
  readonly total: bigint;
}
export const article = (of = MILK, count = 2n, total = 20_000n): Article => ({ of, count, total });

const sum = (articles: readonly Article[]): bigint =>
  articles.reduce((all, { total }) => all + total, 0n);

/** The four documents of a parcel that fit each other; tests change of them what they are about. */
export function parcel(no: string, articles: readonly Article[] = [article()], buyer = "buyer") {
  const goodsValue = sum(articles);
  const [freight, discount, taxTotal] = [1_000n, 500n, (goodsValue * 91n) / 1_000n];
  const acturalPaid = goodsValue + freight + taxTotal - discount;
  const [orderNo, payTransactionId, logisticsNo, copNo] = ["O", "P", "W", "L"].map(
    (of) => `${of}-${no}`,
  ) as [string, string, string, string];
  const direction = "import";
  const order = {
    ...{ direction, ebcCode: CODES.merchant, goodsValue, freight, discount, taxTotal, acturalPaid },
    ...{ currency: "142", buyer: person(buyer), consignee: commitment(`consignee of ${no}`) },
    lines: articles.map(({ of, count, total }) => ({
      ...{ itemNo: of.itemNo, quantity: count * ONE, unit: "007", total },
    })),
  };
  const payment = {
    ...{ direction, orderNo, ebpCode: CODES.platform, payer: order.buyer },
    ...{ amountPaid: acturalPaid, currency: "142", paidAt: 1_700_000_000_000, payment: undefined },
  };
  const waybill = {
    ...{ direction, freight, insuredFee: 0n, currency: "142", grossWeight: 120_000n },
    ...{ netWeight: undefined, packNo: 1, consignee: order.consignee },
  };
  const list = {
    ...{ direction, orderNo, ebpCode: CODES.platform, ebcCode: CODES.merchant },
    payment: { payCode: CODES.payFirm, payTransactionId },
    ...{ logisticsCode: CODES.carrier, logisticsNo, assureCode: CODES.platform },
    ...{ emsNo: undefined, areaCode: undefined, customsCode: "5141", portCode: "5141" },
    ...{ tradeMode: "9610", trafMode: "5", trafNo: "CZ3101", voyageNo: "1127", billNo: "784-1" },
    ...{ country: "601", freight, insuredFee: 0n, currency: "142" },
    ...{ grossWeight: 120_000n, netWeight: 100_000n, packNo: 1 },
    lines: articles.map(({ of, count, total }) => ({
      ...{ itemNo: of.itemNo, gcode: of.gcode, country: of.origin, quantity: count * ONE },
      ...{ unit: "007", quantity1: count * ONE, quantity2: undefined, total },
    })),
  };
  return {
    keys: {
      order: { ebpCode: CODES.platform, orderNo },
      payment: { payCode: CODES.payFirm, payTransactionId },
      waybill: { logisticsCode: CODES.carrier, logisticsNo },
      list: { agentCode: CODES.declarant, copNo },
    },
    ...{ order, payment, waybill, list },
  };
}
export type Parcel = ReturnType<typeof parcel>;

export const DOCUMENTS = ["order", "payment", "waybill", "list"] as const;
export type DocumentName = (typeof DOCUMENTS)[number];
export const ORIGINATORS = { order: platform, payment: payFirm, waybill: carrier, list: declarant };

/** Receipts of customs that take a matched list where it is to be. */
export const WAYS: Partial<Record<Status, readonly string[]>> = {
  matched: [],
  stored: ["120"],
  manual: ["300"],
  concluded: ["120", "399"],
  inspection: ["500"],
  detained: ["501"],
  exception: ["exception"],
  refused: ["100"],
  "sent-back": ["700"],
  released: ["800"],
  closed: ["800", "899"],
};

/** A ledger at a port in China: everybody is on record, taxes are set and guaranteed. */
export class CustomsLedger extends BankingLedger {
  constructor(protocolVersion = 10) {
    const thresholds = { low: 1, medium: 1, high: 1 };
    const others = CAST.map(([{ name, publicKey }, roles, country]) => {
      const authority = { signers: [{ publicKey, weight: 1 }], thresholds };
      return { name, roles, country, lei: undefined, authority };
    });
    super(protocolVersion, others);
  }

  /** Money, records, rates, treasury and guarantee. */
  open({ taxes = true } = {}): this {
    const define = { type: "asset.define", body: { code: "CNY", decimals: 2 } };
    const terms = { asset: cny, options: options(true, { authorisation: true }) };
    const orders = [define, { type: "asset.options", body: terms }];
    expect(this.run(orders, { by: [mint] }).code).toBe("OK");
    for (const { account } of [platform, treasury, payFirm]) {
      this.do(mint, "asset.holder.authorise", { asset: cny, holder: account });
      this.do(mint, "asset.issue", { to: account, amount: yuan(10n ** 10n), reference: undefined });
    }
    for (const [by, code, kinds] of ENTERPRISES) this.record(by, code, kinds);
    for (const one of [MILK, LIPSTICK]) this.recordGoods(one);
    const effectiveFromMs = this.timeMs + 60_000;
    const rates = { country: "CN", effectiveFromMs, valueAdded: 1_300 };
    this.do(office, "customs.tariff.set", { ...rates, heading: "19", duty: 500, consumption: 0 });
    this.do(office, "customs.tariff.set", {
      ...{ ...rates, heading: "3304", duty: 1_000, consumption: 1_500 },
    });
    if (taxes) {
      this.do(treasury, "customs.treasury.set", { asset: cny });
      const guarantee = { code: CODES.platform, amount: yuan(100_000_000n) };
      this.do(platform, "customs.guarantee.deposit", guarantee);
    }
    this.wait(120_000);
    return this;
  }

  record(by: TestKey, code: string, kinds: readonly string[]): void {
    const body = { code, country: "CN", kinds, name: `${by.name} Co., Ltd.` };
    const { version } = this.do(by, "customs.enterprise.file", body);
    const decision = { code, version, decision: "approve", reason: undefined };
    this.do(office, "customs.enterprise.decide", decision);
  }

  recordGoods(
    { itemNo, gcode, origin, unit = "007" }: typeof MILK & { readonly unit?: string },
    seller: string = CODES.merchant,
  ): void {
    const terms = { gcode, name: itemNo, origin, unit, unit1: "035", unit2: undefined };
    const key = { merchant: seller, itemNo };
    const body = { ...key, ...terms, barcode: undefined };
    const { version } = this.do(merchant, "customs.commodity.file", body);
    const decision = { ...key, version, decision: "approve", reason: undefined };
    this.do(office, "customs.commodity.decide", decision);
  }

  /** One document of a parcel, as its originator sends it; its result. */
  send(of: Parcel, name: DocumentName, changes: object = {}, message: object = {}) {
    const content = { ...of[name], ...changes };
    const body = { ...head(message), ...of.keys[name], content };
    return this.do(ORIGINATORS[name], `customs.${name}.declare`, body);
  }

  delete(of: Parcel, name: DocumentName) {
    const body = { ...head({ appType: "delete" }), ...of.keys[name], content: undefined };
    return this.do(ORIGINATORS[name], `customs.${name}.declare`, body);
  }

  /** All four, in an order; the list as it is then. */
  sendAll(of: Parcel, order: readonly DocumentName[] = DOCUMENTS): ListRecord {
    for (const name of order) this.send(of, name);
    return this.listOf(of);
  }

  arrive(of: Parcel): void {
    const body = { guid: newGuid(), operatorCode: CODES.warehouse, parcels: [of.keys.waybill] };
    this.do(warehouse, "customs.arrival.declare", body);
  }

  receipt(of: Parcel, code: string, by = office, changes: object = {}) {
    const exception = code === "exception" ? 7 : undefined;
    const body = { list: this.idOf(of), code, exception, preNo: undefined, invtNo: undefined };
    return this.do(by, "customs.list.receipt", { ...body, ...changes });
  }

  /** A parcel whose list has got so far. */
  at(status: Status, of: Parcel = parcel("1")): Parcel {
    this.sendAll(of);
    this.arrive(of);
    for (const code of WAYS[status]!) this.receipt(of, code);
    expect(this.listOf(of).status).toBe(status);
    return of;
  }

  cancel(of: Parcel): void {
    const body = { guid: newGuid(), list: this.idOf(of), reason: "BUYER_WITHDREW" };
    this.do(declarant, "customs.list.cancel", body);
  }

  returnLines(of: Parcel, ...quantities: readonly bigint[]): void {
    const lines = quantities.map((count, line) => ({ line, quantity: count * ONE }));
    const body = {
      guid: newGuid(),
      list: this.idOf(of),
      lines: lines.filter((one) => one.quantity > 0n),
    };
    const { place } = this.do(declarant, "customs.list.return", body);
    const decision = { list: this.idOf(of), place, approve: true };
    this.do(office, "customs.list.return.decide", decision);
  }

  /** Announced in time, paid meanwhile, and back in time. */
  payAndArrive(of: Parcel): void {
    this.do(platform, "customs.tax.pay", { list: this.idOf(of), uetr: uetr() });
    this.arriveReturn(of);
  }

  /** An export list that was released. */
  exported(no: string): Uint8Array {
    const of = parcel(no);
    const out = { direction: "export", currency: "502" };
    this.send(of, "order", { ...out, buyer: undefined });
    this.send(of, "waybill", { direction: "export" });
    const without = { payment: undefined, assureCode: undefined };
    this.send(of, "list", { ...out, ...without, tradeMode: "9710" });
    this.receipt(of, "800");
    return this.idOf(of);
  }

  pay(from: TestKey, to: TestKey, minor: bigint, of = uetr()): void {
    const none = { purpose: undefined, chargeBearer: undefined, remittanceHash: undefined };
    this.do(from, "payment.transfer", {
      ...{ to: to.account, amount: yuan(minor), uetr: of, endToEndId: undefined },
      ...{ ...none, recipientTag: undefined },
    });
  }

  /** Pays away everything that somebody has. */
  empty(of: TestKey): void {
    this.pay(of, payFirm, balanceOf(this.state, of.account, cny).available);
  }

  /** Another account of a participant's, with a key of its own. */
  openAccount(by: TestKey, name: string): TestKey {
    const key = testKey(name);
    const signers = [{ publicKey: key.publicKey, weight: 1 }];
    const authority = { signers, thresholds: { low: 1, medium: 1, high: 1 } };
    this.do(by, "account.open", { authority });
    return key;
  }

  /** The platform is a guarantor with Hong Kong's customs too, where no treasury is named. */
  recordAbroad(): void {
    const body = { code: "HK0000000G", country: "HK", kinds: ["platform", "guarantor"], name: "P" };
    this.do(platform, "customs.enterprise.file", body);
    const decision = { code: body.code, version: 1, decision: "approve", reason: undefined };
    this.do(officeHk, "customs.enterprise.decide", decision);
  }

  arriveReturn(of: Parcel, place = 0) {
    return this.do(office, "customs.list.return.arrive", { list: this.idOf(of), place });
  }

  idOf({ keys }: Parcel): Uint8Array {
    return listId(keys.list.agentCode, keys.list.copNo);
  }

  listOf(of: Parcel): ListRecord {
    return lists.read(this.state, this.idOf(of))!;
  }

  history(of: Parcel): EventRecord[] {
    const { id, steps } = this.listOf(of);
    return Array.from({ length: steps }, (_, place) => events.read(this.state, id, place)!);
  }

  bill(of: Parcel): BillRecord | undefined {
    return bills.read(this.state, this.idOf(of));
  }

  guarantee(): GuaranteeRecord {
    return guarantees.read(this.state, CODES.platform)!;
  }

  annual(buyer = "buyer"): AnnualRecord {
    const found = annualUses.read(this.state, "CN", person(buyer), yearOf(dayOf(this.timeMs)));
    return found ?? { reserved: 0n, used: 0n };
  }

  /** What the treasury has more than at first. */
  get taxed(): bigint {
    return balanceOf(this.state, treasury.account, cny).available - 10n ** 10n;
  }

  counted(direction = "import", mode = "9610"): DayRecord | undefined {
    return days.read(this.state, "CN", formatDay(dayOf(this.timeMs)), direction, mode);
  }
}

export { DAY };
