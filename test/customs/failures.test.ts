import { uetr } from "../ledger.ts";
import { type Failure, type Failures, testFailuresOn } from "../transactions/failures.ts";
import type { TestKey } from "../keys.ts";
import { listFailures } from "./list-failures.ts";
import { personKeyFailures } from "./person-key-failures.ts";
import { taxFailures } from "./tax-failures.ts";
import {
  agency,
  carrier,
  CODES,
  CustomsLedger,
  declarant,
  head,
  LIPSTICK,
  merchant,
  MILK,
  newGuid,
  office,
  officeHk,
  article,
  parcel,
  payFirm,
  platform,
  warehouse,
  yuan,
} from "./port.ts";

// Goal: every named failure of every type about customs is reached (docs/domain section 4).
// Method: the production executor over a state in memory, one block per attempt.

type Fails = Failure<CustomsLedger>;

const nobody = new Uint8Array(32);
const of = parcel("1");
const NEW = "440196000Z";

const filed = (changes: object = {}) => ({
  ...{ code: NEW, country: "CN", kinds: ["merchant"], name: "Merchant Ltd." },
  ...changes,
});
const goods = (changes: object = {}) => ({
  ...{ merchant: CODES.merchant, itemNo: "NEW", gcode: "1901109000", name: "Milk", origin: "601" },
  ...{ unit: "007", unit1: "035", unit2: undefined, barcode: undefined },
  ...changes,
});
const decision = (changes: object = {}) => ({
  ...{ version: 1, decision: "suspend", reason: "OTHER" },
  ...changes,
});

/** A change of an order that a mall has taken. */
const placedInMall: Fails[1] = (ledger) => {
  const { lines, buyer, consignee } = of.order;
  const listingNo = "SKU-1";
  const limits = { warehouse: undefined, least: undefined, most: undefined };
  ledger.do(merchant, "trade.listing.publish", {
    ...{ ebcCode: CODES.merchant, listingNo, ebpCode: CODES.platform, sale: "B2C", ...limits },
    ...{ itemNo: MILK.itemNo, isBundle: false, price: 10_000n, currency: "142" },
    ...{ asset: yuan(0n).asset, shares: [], arbiter: agency.name },
  });
  ledger.do(platform, "trade.order.place", {
    ...{ guid: newGuid(), ...of.keys.order, ebcCode: CODES.merchant, direction: "import" },
    ...{ buyer, consignee, payer: platform.account, payCode: CODES.payFirm },
    ...{ goodsValue: 20_000n, freight: 0n, discount: 0n, taxTotal: 0n },
    lines: [{ listingNo, quantity: lines[0]!.quantity }],
  });
  return [platform, { ...head({ appType: "change" }), ...of.keys.order, content: of.order }];
};

/** Decisions on a record in force, of which both kinds have the same failures. */
const decisions = (key: object): Fails[] => [
  ["REASON_MISSING", () => [office, { ...key, ...decision({ reason: undefined }) }]],
  ["REASON_MISSING", () => [office, { ...key, ...decision({ decision: "reinstate" }) }]],
  ["VERSION_DIFFERS", () => [office, { ...key, ...decision({ version: 9 }) }]],
  [
    "NOTHING_TO_DECIDE",
    () => [office, { ...key, ...decision({ decision: "approve", reason: undefined }) }],
  ],
  [
    "NOTHING_TO_DECIDE",
    () => [office, { ...key, ...decision({ decision: "reinstate", reason: undefined }) }],
  ],
  ["NOT_YOUR_COUNTRY", () => [officeHk, { ...key, ...decision() }]],
];

/** What can be wrong with a message about a document of the first parcel, whichever it is. */
const messages = (name: "order" | "payment" | "waybill", by: TestKey): Fails[] => {
  const body = (message: object = {}, content: object | undefined = of[name]) => ({
    ...head(message),
    ...of.keys[name],
    content,
  });
  const codeOf = { order: "ebpCode", payment: "payCode", waybill: "logisticsCode" }[name];
  const sent = (ledger: CustomsLedger) => {
    ledger.send(of, name);
    return ledger;
  };
  return [
    ["CONTENT_MISSING", () => [by, { ...body(), content: undefined }]],
    ["CONTENT_UNEXPECTED", () => [by, body({ appType: "delete" })]],
    [
      "MESSAGE_REPEATED",
      (ledger) => {
        const guid = newGuid();
        ledger.send(of, name, {}, { guid });
        return [by, body({ guid, appType: "change" })];
      },
    ],
    ["DOCUMENT_EXISTS", (ledger) => [sent(ledger) && by, body()]],
    ["UNKNOWN_DOCUMENT", () => [by, body({ appType: "change" })]],
    [
      "UNKNOWN_DOCUMENT",
      (ledger) => {
        sent(ledger).delete(of, name);
        return [by, body({ appType: "change" })];
      },
    ],
    [
      "DOCUMENT_IN_USE",
      (ledger) => {
        ledger.at("matched", of);
        return [by, body({ appType: "change" })];
      },
    ],
    ["NOT_YOUR_ENTERPRISE", () => [by, { ...body(), [codeOf]: NEW }]],
    ["NOT_YOUR_ENTERPRISE", () => [by, { ...body(), [codeOf]: CODES.merchant }]],
    [
      "ENTERPRISE_NOT_ACTIVE",
      (ledger) => {
        const code = of.keys[name as "order"][codeOf as "ebpCode"];
        ledger.do(office, "customs.enterprise.decide", { code, ...decision() });
        return [by, body()];
      },
    ],
  ];
};
const order =
  (changes: object): Fails[1] =>
  () => [platform, { ...head(), ...of.keys.order, content: { ...of.order, ...changes } }];
const slip =
  (changes: object): Fails[1] =>
  () => [payFirm, { ...head(), ...of.keys.payment, content: { ...of.payment, ...changes } }];

/** A payment on this ledger that the first parcel's slip can name, but for what is changed; the slip then. */
const linked =
  (payment: object, by = payFirm, minor = of.payment.amountPaid): Fails[1] =>
  (ledger) => {
    const paid = uetr();
    const details = { purpose: undefined, chargeBearer: undefined, remittanceHash: undefined };
    ledger.do(by, "payment.transfer", {
      ...{ to: platform.account, amount: yuan(minor), uetr: paid, endToEndId: of.payment.orderNo },
      ...{ ...details, recipientTag: undefined, ...payment },
    });
    return slip({ payment: paid })(ledger);
  };

const failures: Failures<CustomsLedger> = {
  ...listFailures,
  ...taxFailures,
  ...personKeyFailures,
  "customs.enterprise.file": [
    ["KINDS_TWICE", () => [merchant, filed({ kinds: ["merchant", "merchant"] })]],
    ["KIND_WITHOUT_ROLE", () => [merchant, filed({ kinds: ["merchant", "carrier"] })]],
    ["FILED_BY_ANOTHER", () => [carrier, filed({ code: CODES.merchant, kinds: ["carrier"] })]],
    ["OTHER_COUNTRY", () => [merchant, filed({ code: CODES.merchant, country: "HK" })]],
  ],
  "customs.enterprise.decide": [
    ...decisions({ code: CODES.merchant }),
    ["UNKNOWN_ENTERPRISE", () => [office, { code: NEW, ...decision() }]],
  ],
  "customs.commodity.file": [
    ["BARCODE_CHECK_DIGIT", () => [merchant, goods({ barcode: "4006381333932" })]],
    ["NOT_YOUR_ENTERPRISE", () => [merchant, goods({ merchant: CODES.carrier })]],
    [
      "ENTERPRISE_NOT_ACTIVE",
      (ledger) => {
        ledger.do(merchant, "customs.enterprise.file", filed());
        return [merchant, goods({ merchant: NEW })];
      },
    ],
  ],
  "customs.commodity.decide": [
    ...decisions({ merchant: CODES.merchant, itemNo: MILK.itemNo }),
    [
      "UNKNOWN_COMMODITY",
      () => [office, { merchant: CODES.merchant, itemNo: "NONE", ...decision() }],
    ],
  ],
  "customs.notice.publish": [
    ["UNKNOWN_NOTICE", () => [agency, notice(nobody)]],
    [
      "NOT_YOUR_NOTICE",
      (ledger) => {
        const { id } = ledger.do(officeHk, "customs.notice.publish", notice());
        return [agency, notice(id)];
      },
    ],
    [
      "SUPERSEDED",
      (ledger) => {
        const { id } = ledger.do(agency, "customs.notice.publish", notice());
        ledger.do(agency, "customs.notice.publish", notice(id));
        return [agency, notice(id)];
      },
    ],
  ],
  "customs.order.declare": [
    ...messages("order", platform),
    ["PLACED_IN_MALL", placedInMall],
    ["IMPORT_FIELDS", order({ buyer: undefined })],
    ["IMPORT_FIELDS", order({ consignee: undefined })],
    ["IMPORT_FIELDS", order({ currency: "502" })],
    ["ZERO_QUANTITY", order({ lines: [{ ...of.order.lines[0], quantity: 0n }] })],
    ["MERCHANT_NOT_ACTIVE", order({ ebcCode: CODES.carrier })],
    ["COMMODITY_NOT_ACTIVE", order({ lines: [{ ...of.order.lines[0], itemNo: "NONE" }] })],
    [
      "COMMODITY_NOT_ACTIVE",
      (ledger) => {
        const key = { merchant: CODES.merchant, itemNo: MILK.itemNo };
        ledger.do(office, "customs.commodity.decide", { ...key, ...decision() });
        return order({})(ledger);
      },
    ],
    ["TRANSACTION_LIMIT", order({ goodsValue: 499_001n })],
    [
      "ANNUAL_LIMIT",
      (ledger) => {
        for (const no of ["2", "3", "4", "5"]) {
          ledger.send(parcel(no, [article(LIPSTICK, 1n, 640_000n)]), "order");
        }
        return order({ goodsValue: 40_000n })(ledger);
      },
    ],
  ],
  "customs.payment.declare": [
    ...messages("payment", payFirm),
    ["IMPORT_FIELDS", slip({ payer: undefined })],
    ["IMPORT_FIELDS", slip({ currency: "110" })],
    ["PAYMENT_NOT_SETTLED", slip({ payment: uetr() })],
    ["PAYMENT_DIFFERS", linked({}, payFirm, 1n)],
    ["PAYMENT_OF_ANOTHER_ORDER", linked({ endToEndId: "O-2" })],
    ["PAYMENT_OF_A_STRANGER", linked({ to: payFirm.account }, platform)],
    [
      "PAYMENT_TAKEN",
      (ledger) => {
        const [, body] = linked({})(ledger) as [TestKey, { content: { payment: Uint8Array } }];
        const { payment } = body.content;
        const twin = { ...of.keys.payment, payTransactionId: "P-2" };
        ledger.do(payFirm, "customs.payment.declare", { ...body, ...twin });
        return slip({ payment })(ledger);
      },
    ],
  ],
  "customs.waybill.declare": [
    ...messages("waybill", carrier),
    [
      "IMPORT_FIELDS",
      () => [
        carrier,
        { ...head(), ...of.keys.waybill, content: { ...of.waybill, consignee: undefined } },
      ],
    ],
  ],
  "customs.waybill.track": [
    ["NOT_YOUR_ENTERPRISE", () => [carrier, track({ logisticsCode: CODES.platform })]],
    [
      "ENTERPRISE_NOT_ACTIVE",
      (ledger) => {
        ledger.do(office, "customs.enterprise.decide", { code: CODES.carrier, ...decision() });
        return [carrier, track()];
      },
    ],
    [
      "MESSAGE_REPEATED",
      (ledger) => {
        const guid = newGuid();
        ledger.send(of, "waybill", {}, { guid });
        return [carrier, track({ guid })];
      },
    ],
    ["UNKNOWN_WAYBILL", () => [carrier, track()]],
    [
      "UNKNOWN_WAYBILL",
      (ledger) => {
        ledger.send(of, "waybill");
        ledger.delete(of, "waybill");
        return [carrier, track()];
      },
    ],
  ],
  "customs.arrival.declare": [
    ["NOT_YOUR_ENTERPRISE", () => [warehouse, arrival({ operatorCode: CODES.carrier })]],
    [
      "ENTERPRISE_NOT_ACTIVE",
      (ledger) => {
        ledger.do(office, "customs.enterprise.decide", { code: CODES.warehouse, ...decision() });
        return [warehouse, arrival()];
      },
    ],
    [
      "MESSAGE_REPEATED",
      (ledger) => {
        const guid = newGuid();
        ledger.send(of, "waybill", {}, { guid });
        return [warehouse, arrival({ guid })];
      },
    ],
    ["UNKNOWN_WAYBILL", () => [warehouse, arrival()]],
  ],
  "customs.summary.declare": [
    ["NOT_YOUR_ENTERPRISE", () => [declarant, summary([nobody], { agentCode: CODES.carrier })]],
    [
      "ENTERPRISE_NOT_ACTIVE",
      (ledger) => {
        ledger.do(office, "customs.enterprise.decide", { code: CODES.declarant, ...decision() });
        return [declarant, summary([nobody])];
      },
    ],
    [
      "MESSAGE_REPEATED",
      (ledger) => {
        const guid = newGuid();
        ledger.send(of, "list", {}, { guid });
        return [declarant, summary([ledger.idOf(of)], { guid })];
      },
    ],
    ["NOT_SUMMABLE", () => [declarant, summary([nobody])]],
    ["NOT_SUMMABLE", (ledger) => [declarant, summary([ledger.idOf(ledger.at("released"))])]],
    ["NOT_SUMMABLE", (ledger) => [declarant, summary([ledger.exported("1")], { billNo: "784-9" })]],
    [
      "SUMMED_ALREADY",
      (ledger) => {
        const id = ledger.exported("1");
        return [declarant, summary([id, id])];
      },
    ],
  ],
  "customs.summary.enter": [
    ["UNKNOWN_SUMMARY", () => [office, { summary: nobody, entryId: ENTRY }]],
    ["NOT_YOUR_COUNTRY", (ledger) => [officeHk, { summary: summed(ledger, "1"), entryId: ENTRY }]],
    [
      "ENTERED_ALREADY",
      (ledger) => {
        const body = { summary: summed(ledger, "1"), entryId: ENTRY };
        ledger.do(office, "customs.summary.enter", body);
        return [office, { ...body, entryId: "514120260000000002" }];
      },
    ],
    [
      "NUMBER_USED",
      (ledger) => {
        ledger.do(office, "customs.summary.enter", {
          summary: summed(ledger, "1"),
          entryId: ENTRY,
        });
        return [office, { summary: summed(ledger, "2"), entryId: ENTRY }];
      },
    ],
  ],
};
const ENTRY = "514120260000000001";

function notice(supersedes?: unknown) {
  const terms = { title: "Notice 194", textHash: new Uint8Array(32), effectiveFrom: 20_000 };
  return { ...terms, address: "https://customs.example/194", supersedes };
}
function track(changes: object = {}) {
  return { guid: newGuid(), ...of.keys.waybill, status: "departed", ...changes };
}
function arrival(changes: object = {}) {
  const parcels = [of.keys.waybill];
  return { guid: newGuid(), operatorCode: CODES.warehouse, parcels, ...changes };
}
function summary(lists: readonly unknown[], changes: object = {}) {
  const body = { guid: newGuid(), agentCode: CODES.declarant, copNo: "S-1", billNo: undefined };
  return { ...body, lists, ...changes };
}
function summed(ledger: CustomsLedger, no: string): unknown {
  return ledger.do(declarant, "customs.summary.declare", summary([ledger.exported(no)]))["id"];
}

testFailuresOn(() => new CustomsLedger().open(), "customs.", failures);
