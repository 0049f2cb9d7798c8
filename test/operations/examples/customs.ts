import type { Json } from "../../../src/primitives/fields/field.ts";
import { act, type Before, decide, type Scene, thresholds } from "./example.ts";

const DAY = 24 * 3_600_000;
const CAST = [
  ["platform-1", "platform", "4401960001"],
  ["merchant-1", "merchant", "4401960002"],
  ["payfirm-1", "payment-firm", "4401960003"],
  ["carrier-1", "carrier", "4401960004"],
  ["warehouse-1", "warehouse", "4401960005"],
  ["declarant-1", "declarant", "4401960006"],
] as const;
const OFFICES = [
  ["customs-hk", "customs"],
  ["tax-hk", "tax"],
] as const;
const [PLATFORM, MERCHANT, PAY_FIRM, CARRIER, WAREHOUSE, DECLARANT] = CAST.map(
  ([, , code]) => code,
) as [string, string, string, string, string, string];
const HKD = "HKD@gateway-hk";

let messages = 0;
const guid = (): string => `7A1C3E5F-0B2D-4F60-8C3B-${(++messages).toString().padStart(12, "0")}`;
const head = (appType = "new"): Record<string, Json> => ({
  ...{ guid: guid(), appType, appStatus: "declare" },
});
const consignee = "c0".repeat(32);
const buyer = "b0".repeat(32);
const line = { itemNo: "MILK-1", quantity: "200000", unit: "007", total: "20000" };

const orderOf = (no: string, changes: Record<string, Json> = {}): Record<string, Json> => ({
  ...head(),
  ...{ ebpCode: PLATFORM, orderNo: `O-${no}` },
  content: {
    ...{ direction: "import", ebcCode: MERCHANT, goodsValue: "20000", freight: "1000" },
    ...{ discount: "500", taxTotal: "1911", acturalPaid: "22411", currency: "142" },
    ...{ buyer, consignee, lines: [line], ...changes },
  },
});
const waybillOf = (no: string, direction = "import"): Record<string, Json> => ({
  ...head(),
  ...{ logisticsCode: CARRIER, logisticsNo: `W-${no}` },
  content: {
    ...{ direction, freight: "1000", insuredFee: "0", currency: "142" },
    ...{ grossWeight: "120000", netWeight: null, packNo: 1, consignee },
  },
});
const paymentOf = (no: string): Record<string, Json> => ({
  ...head(),
  ...{ payCode: PAY_FIRM, payTransactionId: `P-${no}` },
  content: {
    ...{ direction: "import", ebpCode: PLATFORM, orderNo: `O-${no}`, payer: buyer },
    ...{ amountPaid: "22411", currency: "142", paidAt: 1_700_000_000_000, payment: null },
  },
});
const listOf = (no: string, changes: Record<string, Json> = {}): Record<string, Json> => ({
  ...head(),
  ...{ agentCode: DECLARANT, copNo: `L-${no}` },
  content: {
    ...{ direction: "import", ebpCode: PLATFORM, orderNo: `O-${no}`, ebcCode: MERCHANT },
    payment: { payCode: PAY_FIRM, payTransactionId: `P-${no}` },
    ...{ logisticsCode: CARRIER, logisticsNo: `W-${no}`, assureCode: PLATFORM },
    ...{ emsNo: null, areaCode: null, customsCode: "5141", portCode: "5141" },
    ...{ tradeMode: "9610", trafMode: "5", trafNo: "CX100", voyageNo: "1129", billNo: "160-1" },
    ...{ country: "601", freight: "1000", insuredFee: "0", currency: "142" },
    ...{ grossWeight: "120000", netWeight: "100000", packNo: 1 },
    lines: [
      {
        ...{ itemNo: "MILK-1", gcode: "1901109000", country: "601", quantity: "200000" },
        ...{ unit: "007", quantity1: "90000", quantity2: null, total: "20000" },
      },
    ],
    ...changes,
  },
});

/** The list that was declared last. */
const list = ({ result }: Before): Json => result("customs.list.declare", "id");
const onList =
  (more: Record<string, Json>) =>
  (before: Before): Json => ({ list: list(before), ...more });
const receipt = (code: string) =>
  act(
    "customs-hk",
    "customs.list.receipt",
    onList({ code, exception: null, preNo: null, invtNo: null }),
  );
const cancelled = act("declarant-1", "customs.list.cancel", (before) => ({
  ...{ guid: guid(), list: list(before), reason: "BUYER_WITHDREW" },
}));
const parcel = (no: string): Scene[] => [
  act("platform-1", "customs.order.declare", orderOf(no)),
  act("payfirm-1", "customs.payment.declare", paymentOf(no)),
  act("carrier-1", "customs.waybill.declare", waybillOf(no)),
  act("declarant-1", "customs.list.declare", listOf(no)),
];
const approved = { version: 1, decision: "approve", reason: null };
const admitted = [...CAST, ...OFFICES].map(([name, role]) =>
  decide("participant.register", ({ key }) => ({
    ...{ name, roles: [role], country: "HK", lei: null },
    authority: {
      signers: [{ publicKey: key(name), weight: 1 }],
      thresholds: thresholds(1, 1, 1),
    },
  })),
);
const recorded = CAST.flatMap(([name, role, code]) => {
  const kinds = role === "platform" ? [role, "guarantor"] : [role];
  return [
    act(name, "customs.enterprise.file", { code, country: "HK", kinds, name: `${name} Ltd.` }),
    act("customs-hk", "customs.enterprise.decide", { code, ...approved }),
  ];
});
const article = { merchant: MERCHANT, itemNo: "MILK-1" };
const opened: readonly Scene[] = [
  ...admitted,
  ...recorded,
  act("merchant-1", "customs.commodity.file", {
    ...{ ...article, gcode: "1901109000", name: "Milk powder, 900 g", origin: "601" },
    ...{ unit: "007", unit1: "035", unit2: null, barcode: "4006381333931" },
  }),
  act("customs-hk", "customs.commodity.decide", { ...article, ...approved }),
  act("customs-hk", "customs.notice.publish", {
    ...{ title: "Direct mail: what is declared", textHash: "7e".repeat(32) },
    ...{ address: "https://customs.example/notices/194", effectiveFrom: "2023-12-01" },
    supersedes: null,
  }),
  act("customs-hk", "customs.tariff.set", ({ timeMs }) => ({
    ...{ country: "HK", heading: "19", duty: 500, valueAdded: 1_300, consumption: 0 },
    effectiveFromMs: timeMs + DAY,
  })),
  ...["platform-1", "tax-hk"].map((holder) =>
    act("gateway-hk", "asset.holder.authorise", { asset: HKD, holder }),
  ),
  ...["platform-1", "tax-hk"].map((to) =>
    act("gateway-hk", "asset.issue", {
      ...{ to, amount: { asset: HKD, minor: "400000" }, reference: null },
    }),
  ),
  act("tax-hk", "customs.treasury.set", { asset: HKD }),
  act("platform-1", "customs.guarantee.deposit", {
    ...{ code: PLATFORM, amount: { asset: HKD, minor: "300000" } },
  }),
  act("platform-1", "customs.guarantee.withdraw", { code: PLATFORM, minor: "50000" }),
];
const [firstOrder, ...rest] = parcel("1");
const [withoutFields, noTraffic] = [
  { payment: null, assureCode: null },
  { trafNo: null, voyageNo: null },
];

/** A parcel that is released, paid and comes back; one that is cancelled; an export that becomes part of a declaration. */
export const customsScenes: readonly Scene[] = [
  ...opened,
  { ...firstOrder!, waitMs: 2 * DAY },
  ...rest,
  act("carrier-1", "customs.waybill.track", {
    ...{ guid: guid(), logisticsCode: CARRIER, logisticsNo: "W-1", status: "arrived" },
  }),
  act("warehouse-1", "customs.arrival.declare", {
    ...{ guid: guid(), operatorCode: WAREHOUSE },
    parcels: [{ logisticsCode: CARRIER, logisticsNo: "W-1" }],
  }),
  act("customs-hk", "customs.list.receipt", (before) => ({
    ...{ list: list(before), code: "800", exception: null },
    ...{ preNo: null, invtNo: "514120231127000001" },
  })),
  act("declarant-1", "customs.list.return", (before) => ({
    ...{ guid: guid(), list: list(before), lines: [{ line: 0, quantity: "100000" }] },
  })),
  act("customs-hk", "customs.list.return.decide", onList({ place: 0, approve: true })),
  {
    ...act(
      "platform-1",
      "customs.tax.pay",
      onList({ uetr: "8a562c67-ca16-48ba-b074-65581be60c01" }),
    ),
    waitMs: 32 * DAY,
  },
  act("customs-hk", "customs.list.return.arrive", onList({ place: 0 })),
  act("tax-hk", "customs.tax.refund", onList({ uetr: "8a562c67-ca16-48ba-b074-65581be60c02" })),
  ...parcel("2"),
  receipt("120"),
  cancelled,
  act("customs-hk", "customs.list.cancel.decide", onList({ approve: true })),
  act(
    "platform-1",
    "customs.order.declare",
    orderOf("3", { direction: "export", buyer: null, currency: "110" }),
  ),
  act("carrier-1", "customs.waybill.declare", waybillOf("3", "export")),
  act(
    "declarant-1",
    "customs.list.declare",
    listOf("3", {
      direction: "export",
      tradeMode: "9710",
      currency: "110",
      ...withoutFields,
      ...noTraffic,
    }),
  ),
  receipt("800"),
  act("declarant-1", "customs.summary.declare", (before) => ({
    ...{ guid: guid(), agentCode: DECLARANT, copNo: "S-1", billNo: "160-1", lists: [list(before)] },
  })),
  act("customs-hk", "customs.summary.enter", ({ result }) => ({
    ...{ summary: result("customs.summary.declare", "id"), entryId: "514120230000000001" },
  })),
];
