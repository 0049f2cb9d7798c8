import { toHex, utf8 } from "../../../src/primitives/bytes.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import { listId } from "../../../src/transactions/customs/lists/records.ts";
import type { Order } from "../../ledger.ts";
import { uetr } from "../../ledger.ts";
import { cny } from "./port-ledger.ts";
import type { Act, Contents, Declaration, DocumentName, Key } from "./words.ts";

const hashes = new Map<string, Uint8Array>();
/** People and consignees as the ledger knows them. */
export function bytesOf(name: string | undefined): Uint8Array | undefined {
  if (name === undefined) return undefined;
  const known = hashes.get(name) ?? sha256(utf8(name));
  hashes.set(name, known);
  return known;
}

/** What lists and summaries are called here, and their ids there. */
export class Names {
  readonly #names = new Map<string, string>();
  readonly summaries = new Map<string, Uint8Array>();

  list(name: string): Uint8Array {
    const id = listId(...(name.split(" ") as [string, string]));
    this.#names.set(toHex(id), name);
    return id;
  }

  nameOf(id: Uint8Array | undefined): string | undefined {
    return id && this.#names.get(toHex(id));
  }
}

/** The same words as an operation of the ledger. */
export function orderOf(act: Act, names: Names): Order {
  const translate = TRANSLATIONS[act.kind] as (act: Act, names: Names) => Order;
  return translate(act, names);
}

type Of<K extends Act["kind"]> = Extract<Act, { kind: K }>;

const TRANSLATIONS: { readonly [K in Act["kind"]]: (act: Of<K>, names: Names) => Order } = {
  order: declared,
  payment: declared,
  waybill: declared,
  list: (act, names) => {
    names.list(act.key.join(" "));
    return declared(act);
  },
  arrive: ({ guid, operator, waybill }) => ({
    type: "customs.arrival.declare",
    body: { guid, operatorCode: operator, parcels: [waybillKey(waybill)] },
  }),
  track: ({ guid, waybill, status }) => ({
    type: "customs.waybill.track",
    body: { guid, ...waybillKey(waybill), status },
  }),
  receipt: ({ list, code, exception, preNo, invtNo }, names) => ({
    type: "customs.list.receipt",
    body: { list: names.list(list), code, exception, preNo, invtNo },
  }),
  cancel: ({ guid, list }, names) => ({
    type: "customs.list.cancel",
    body: { guid, list: names.list(list), reason: "OTHER" },
  }),
  answer: ({ list, approve }, names) => ({
    type: "customs.list.cancel.decide",
    body: { list: names.list(list), approve },
  }),
  return: ({ guid, list, lines }, names) => ({
    type: "customs.list.return",
    body: { guid, list: names.list(list), lines },
  }),
  "let-in": ({ list, place, approve }, names) => ({
    type: "customs.list.return.decide",
    body: { list: names.list(list), place, approve },
  }),
  back: ({ list, place }, names) => ({
    type: "customs.list.return.arrive",
    body: { list: names.list(list), place },
  }),
  pay: ({ list }, names) => ({
    type: "customs.tax.pay",
    body: { list: names.list(list), uetr: uetr() },
  }),
  refund: ({ list }, names) => ({
    type: "customs.tax.refund",
    body: { list: names.list(list), uetr: uetr() },
  }),
  deposit: ({ code, minor }) => ({
    type: "customs.guarantee.deposit",
    body: { code, amount: { asset: cny, minor } },
  }),
  withdraw: ({ code, minor }) => ({ type: "customs.guarantee.withdraw", body: { code, minor } }),
  enterprise: ({ code, suspend }) => ({
    type: "customs.enterprise.decide",
    body: { code, ...decided(suspend) },
  }),
  article: ({ key: [merchant, itemNo], suspend }) => ({
    type: "customs.commodity.decide",
    body: { merchant, itemNo, ...decided(suspend) },
  }),
  sum: ({ guid, agentCode, copNo, billNo, lists }, names) => ({
    type: "customs.summary.declare",
    body: { guid, agentCode, copNo, billNo, lists: lists.map((one) => names.list(one)) },
  }),
  enter: ({ summary, entryId }, names) => ({
    type: "customs.summary.enter",
    body: { summary: names.summaries.get(summary)!, entryId },
  }),
};

function declared(act: Declaration): Order {
  const [code, no] = act.key;
  const [type, codeName, noName] = TYPES[act.kind];
  const say = CONTENTS[act.kind] as (said: Contents[DocumentName]) => object;
  const content = act.content && say(act.content);
  const appStatus = act.isDraft ? "draft" : "declare";
  const head = { guid: act.guid, appType: act.appType, appStatus };
  return { type, body: { ...head, [codeName]: code, [noName]: no, content } };
}

const TYPES = {
  order: ["customs.order.declare", "ebpCode", "orderNo"],
  payment: ["customs.payment.declare", "payCode", "payTransactionId"],
  waybill: ["customs.waybill.declare", "logisticsCode", "logisticsNo"],
  list: ["customs.list.declare", "agentCode", "copNo"],
} as const;

/** What documents say besides what the day makes up. */
const CONTENTS: { readonly [N in DocumentName]: (said: Contents[N]) => object } = {
  order: (said) => ({ ...said, buyer: bytesOf(said.buyer), consignee: bytesOf(said.consignee) }),
  payment: (said) => ({
    ...{ ...said, payer: bytesOf(said.payer), paidAt: 1_700_000_000_000, payment: undefined },
  }),
  waybill: (said) => ({
    ...{ ...said, consignee: bytesOf(said.consignee), insuredFee: 0n, currency: "142" },
    ...{ grossWeight: 120_000n, netWeight: undefined, packNo: 1 },
  }),
  list: ({ payment, lines, ...said }) => ({
    ...{ ...said, customsCode: "5141", portCode: "5141", trafMode: "5", trafNo: "CZ3101" },
    ...{ voyageNo: "1127", country: "601", grossWeight: 120_000n, netWeight: 100_000n, packNo: 1 },
    payment: payment && { payCode: payment[0], payTransactionId: payment[1] },
    lines: lines.map((one) => ({ ...one, quantity1: one.quantity, quantity2: undefined })),
  }),
};

function waybillKey([logisticsCode, logisticsNo]: Key) {
  return { logisticsCode, logisticsNo };
}

function decided(suspend: boolean): object {
  const reason = suspend ? "UNDER_INVESTIGATION" : undefined;
  return { version: 1, decision: suspend ? "suspend" : "reinstate", reason };
}
