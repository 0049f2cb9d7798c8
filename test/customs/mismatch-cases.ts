import type { Mismatch } from "../../src/transactions/customs/lists/mismatches.ts";
import {
  article,
  CODES,
  type CustomsLedger,
  commitment,
  type DocumentName,
  DOCUMENTS,
  LIPSTICK,
  merchant,
  mint,
  MILK,
  office,
  parcel,
  type Parcel,
  person,
  platform,
  yuan,
} from "./port.ts";

type Changes = Partial<Record<DocumentName, object>>;

/** How a code is reached: what one document says otherwise, or what else happens; and which codes cannot but come with it. */
export interface MismatchCase {
  readonly code: Mismatch;
  readonly also: readonly Mismatch[];
  /** The documents that fit, but for what is changed. */
  readonly of: Parcel;
  readonly changes: Changes;
  /** Before the documents are sent. */
  readonly first: (ledger: CustomsLedger) => void;
  /** When all are there but the last, which the ledger waits for. */
  readonly between: (ledger: CustomsLedger) => void;
  readonly order: readonly DocumentName[];
}

const of = parcel("1");
const line = of.list.lines[0]!;
const nothing = (): void => undefined;
const lines = (changes: object) => ({ list: { lines: [{ ...line, ...changes }] } });

const row = (code: Mismatch, changes: Changes, more: Partial<MismatchCase> = {}): MismatchCase => ({
  ...{ code, also: [], of, changes, first: nothing, between: nothing, order: DOCUMENTS },
  ...more,
});

/** Goods that go out, with a payment. */
const out = { direction: "export", currency: "502" };
const exported = {
  ...of,
  order: { ...of.order, ...out, buyer: undefined },
  payment: { ...of.payment, ...out, payer: undefined },
  waybill: { ...of.waybill, direction: "export" },
  list: { ...of.list, ...out, assureCode: undefined, tradeMode: "9710" },
} as unknown as Parcel;

/** One article, which may be worth more than a transaction's limit. */
const single = parcel("1", [article(MILK, 1n, 20_000n)]);

const GUARANTOR = "440196000G";
const SELLER = "440196000N";

const suspend = (code: string) => (ledger: CustomsLedger) => {
  const decision = { code, version: 1, decision: "suspend", reason: "OTHER" };
  ledger.do(office, "customs.enterprise.decide", decision);
};

/** A merchant that guarantees too, so that the platform need not. */
function guarantor(ledger: CustomsLedger): void {
  ledger.record(merchant, GUARANTOR, ["merchant", "guarantor"]);
  const { account } = merchant;
  ledger.do(mint, "asset.holder.authorise", { asset: yuan(0n).asset, holder: account });
  ledger.do(mint, "asset.issue", { to: account, amount: yuan(9_999n), reference: undefined });
  ledger.do(merchant, "customs.guarantee.deposit", { code: GUARANTOR, amount: yuan(9_999n) });
}

/** Another merchant with the same article. */
function seller(ledger: CustomsLedger): void {
  ledger.record(merchant, SELLER, ["merchant"]);
  ledger.recordGoods(MILK, SELLER);
}

/** Another parcel's documents that a list is matched with already. */
const matched = (other: Parcel) => (ledger: CustomsLedger) => {
  for (const name of DOCUMENTS) ledger.send(other, name);
};
const twin = (no: string, keys: readonly DocumentName[]): Parcel => {
  const other = parcel(no);
  const own = Object.fromEntries(keys.map((name) => [name, of.keys[name]]));
  const { orderNo } = { ...other.keys.order, ...(own["order"] as { orderNo: string }) };
  const consignee = of.order.consignee;
  const { payTransactionId } = { ...other.keys.payment, ...(own["payment"] as object) };
  const { logisticsNo } = { ...other.keys.waybill, ...(own["waybill"] as object) };
  const payment = { ...other.list.payment, payTransactionId };
  return {
    keys: { ...other.keys, ...own },
    order: { ...other.order, consignee },
    payment: { ...other.payment, orderNo },
    waybill: { ...other.waybill, consignee },
    list: { ...other.list, orderNo, payment, logisticsNo },
  };
};

export const CASES: readonly MismatchCase[] = [
  row("PAYMENT_DIRECTION", { payment: { direction: "export" } }),
  row("ORDER_DIRECTION", { order: { direction: "export" } }),
  row("WAYBILL_DIRECTION", { waybill: { direction: "export" } }),
  row("ORDER_NO", { payment: { orderNo: "O-2" } }),
  row("EBP_CODE", { payment: { ebpCode: SELLER } }),
  row("EBC_CODE", { list: { ebcCode: SELLER } }, { first: seller }),
  row("ACTURAL_PAID", { order: { taxTotal: of.order.taxTotal + 1n } }),
  row("AMOUNT_PAID", { payment: { amountPaid: of.payment.amountPaid - 1n } }),
  row("PAYER", { payment: { payer: person("somebody else") } }),
  row("CONSIGNEE", { waybill: { consignee: commitment("somebody else") } }),
  row("PAYMENT_CURRENCY", { payment: { currency: "110" } }, { of: exported }),
  row("LIST_CURRENCY", { list: { currency: "110" } }, { of: exported }),
  row("FREIGHT", { list: { freight: 999n } }),
  row("GOODS_VALUE", {
    order: { goodsValue: of.order.goodsValue + 1n, taxTotal: of.order.taxTotal - 1n },
  }),
  row("LINE_COUNT", { list: { lines: [line, line] } }),
  row("LINE_ITEM_NO", lines({ itemNo: LIPSTICK.itemNo, gcode: LIPSTICK.gcode, country: "305" })),
  row("LINE_QUANTITY", lines({ quantity: line.quantity + 1n })),
  row("LINE_UNIT", lines({ unit: "035" })),
  row("LINE_TOTAL", lines({ total: line.total - 1n })),
  row("LINE_GCODE", lines({ gcode: "1901109001" })),
  row("LINE_COUNTRY", lines({ country: "305" })),
  row(
    "COMMODITY_NOT_ACTIVE",
    {},
    {
      between: (ledger) => {
        const key = { merchant: CODES.merchant, itemNo: MILK.itemNo };
        const decision = { ...key, version: 1, decision: "suspend", reason: "OTHER" };
        ledger.do(office, "customs.commodity.decide", decision);
      },
    },
  ),
  row(
    "PLATFORM_NOT_ACTIVE",
    { list: { assureCode: GUARANTOR } },
    {
      ...{ first: guarantor, between: suspend(CODES.platform) },
    },
  ),
  row("MERCHANT_NOT_ACTIVE", {}, { between: suspend(CODES.merchant) }),
  row("PAYMENT_FIRM_NOT_ACTIVE", {}, { between: suspend(CODES.payFirm) }),
  row("CARRIER_NOT_ACTIVE", {}, { between: suspend(CODES.carrier) }),
  row(
    "DECLARANT_NOT_ACTIVE",
    {},
    {
      ...{ between: suspend(CODES.declarant), order: ["list", "order", "payment", "waybill"] },
    },
  ),
  row("AREA_NOT_ACTIVE", {
    list: { tradeMode: "1210", emsNo: "H51412600001", areaCode: CODES.carrier },
  }),
  row(
    "GUARANTOR_NOT_ACTIVE",
    { list: { assureCode: GUARANTOR } },
    {
      ...{ first: guarantor, between: suspend(GUARANTOR) },
    },
  ),
  row("ORDER_IN_USE", {}, { first: matched(twin("2", ["order"])), order: DOCUMENTS.slice(1) }),
  // A slip names one order, so that it is used with it.
  row(
    "PAYMENT_IN_USE",
    {},
    {
      ...{ also: ["ORDER_IN_USE"], first: matched(twin("2", ["order", "payment"])) },
      order: DOCUMENTS.slice(2),
    },
  ),
  row(
    "WAYBILL_IN_USE",
    {},
    {
      ...{ first: matched(twin("2", ["waybill"])), order: ["order", "payment", "list"] },
    },
  ),
  row("NO_TARIFF", lines({ itemNo: "LAPTOP", gcode: "8471300000", country: "502" }), {
    of: parcel("1", [article({ itemNo: "LAPTOP", gcode: "8471300000", origin: "502" })]),
    first: (ledger) => ledger.recordGoods({ itemNo: "LAPTOP", gcode: "8471300000", origin: "502" }),
  }),
  row("TRANSACTION_LIMIT", { list: { insuredFee: 479_001n } }),
  row("ANNUAL_LIMIT", { list: { insuredFee: 2_579_001n } }, { of: single }),
  row(
    "GUARANTEE_SHORT",
    {},
    {
      // 210.00 × 9.1 % = 19.11, and 19.10 is left
      between: (ledger) => {
        const body = { code: CODES.platform, minor: 100_000_000n - 1_910n };
        ledger.do(platform, "customs.guarantee.withdraw", body);
      },
    },
  ),
];
