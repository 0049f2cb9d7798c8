import type { Status } from "../../src/transactions/customs/lists/states.ts";
import type { Failure, Failures } from "../transactions/failures.ts";
import type { CustomsLedger } from "./port.ts";
import {
  CODES,
  declarant,
  declarant2,
  head,
  inspection,
  newGuid,
  office,
  officeHk,
  ONE,
  parcel,
} from "./port.ts";

type Fails = Failure<CustomsLedger>;

const nobody = new Uint8Array(32);
const of = parcel("1");
const declare =
  (changes: object, message: object = {}): Fails[1] =>
  () => [declarant, { ...head(message), ...of.keys.list, content: { ...of.list, ...changes } }];
const line = of.list.lines[0]!;
const bonded = { tradeMode: "1210", emsNo: "H51412600001", areaCode: CODES.warehouse };

const receipt = (list: Uint8Array, code: string, changes: object = {}) => ({
  ...{ list, code, exception: undefined, preNo: undefined, invtNo: undefined },
  ...changes,
});
const answered =
  (status: Status, code: string, by = office, changes: object = {}): Fails[1] =>
  (ledger) => [by, receipt(ledger.idOf(ledger.at(status)), code, changes)];

/** A list that the declarant names, or an office: both know only what there is and is theirs. */
const forDeclarant = (body: (list: Uint8Array) => object): Fails[] => [
  ["UNKNOWN_LIST", () => [declarant, body(nobody)]],
  ["NOT_YOUR_LIST", (ledger) => [declarant2, body(ledger.idOf(ledger.at("released")))]],
];
const forOffice = (body: (list: Uint8Array) => object): Fails[] => [
  ["UNKNOWN_LIST", () => [office, body(nobody)]],
  ["NOT_YOUR_COUNTRY", (ledger) => [officeHk, body(ledger.idOf(ledger.at("matched")))]],
];

const cancel = (list: Uint8Array, guid = newGuid()) => ({ guid, list, reason: "OTHER" });
const some = [{ line: 0, quantity: ONE }];
const back = (list: Uint8Array, lines: readonly object[] = some, guid = newGuid()) => ({
  ...{ guid, list, lines },
});
const returned =
  (lines: readonly object[]): Fails[1] =>
  (ledger) => [declarant, back(ledger.idOf(ledger.at("released")), lines)];
const used = (ledger: CustomsLedger): string => {
  const guid = newGuid();
  ledger.send(parcel("2"), "order", {}, { guid });
  return guid;
};

export const listFailures: Failures<CustomsLedger> = {
  "customs.list.declare": [
    ["CONTENT_MISSING", () => [declarant, { ...head(), ...of.keys.list, content: undefined }]],
    ["CONTENT_UNEXPECTED", declare({}, { appType: "delete" })],
    ["MESSAGE_REPEATED", (ledger) => declare({}, { guid: used(ledger) })(ledger)],
    [
      "DOCUMENT_EXISTS",
      (ledger) => {
        ledger.send(of, "list");
        return declare({})(ledger);
      },
    ],
    ["UNKNOWN_DOCUMENT", declare({}, { appType: "change" })],
    [
      "UNKNOWN_DOCUMENT",
      (ledger) => {
        ledger.send(of, "list");
        ledger.delete(of, "list");
        return declare({}, { appType: "change" })(ledger);
      },
    ],
    ["WITH_CUSTOMS", (ledger) => [ledger.at("stored") && declarant, change()]],
    [
      "WITH_CUSTOMS",
      (ledger) => {
        ledger.at("matched");
        const body = { ...head({ appType: "delete" }), ...of.keys.list, content: undefined };
        return [declarant, body];
      },
    ],
    [
      "TOO_MANY_LISTS",
      (ledger) => {
        for (let no = 2; no <= 5; no++) {
          const another = parcel(String(no));
          ledger.send({ ...of, keys: another.keys }, "list");
        }
        return declare({})(ledger);
      },
    ],
    ["NOT_YOUR_ENTERPRISE", () => [declarant2, { ...head(), ...of.keys.list, content: of.list }]],
    [
      "ENTERPRISE_NOT_ACTIVE",
      (ledger) => {
        const decision = { version: 1, decision: "suspend", reason: "OTHER" };
        ledger.do(office, "customs.enterprise.decide", { code: CODES.declarant, ...decision });
        return declare({})(ledger);
      },
    ],
    ["MODE_AND_DIRECTION", declare({ tradeMode: "9710" })],
    ["MODE_AND_DIRECTION", declare({ tradeMode: "1239", direction: "export" })],
    ["IMPORT_FIELDS", declare({ assureCode: undefined })],
    ["IMPORT_FIELDS", declare({ currency: "502" })],
    ["EXPORT_FIELDS", declare({ direction: "export" })],
    ["BONDED_FIELDS", declare({ tradeMode: "1210" })],
    ["BONDED_FIELDS", declare({ emsNo: bonded.emsNo })],
    ["TRAFFIC_FIELDS", declare({ voyageNo: undefined })],
    ["ZERO_QUANTITY", declare({ lines: [{ ...line, quantity: 0n }] })],
  ],
  "customs.list.receipt": [
    ...forOffice((list) => receipt(list, "120")),
    ["EXCEPTION_NUMBER", () => [office, receipt(nobody, "exception")]],
    ["EXCEPTION_NUMBER", () => [office, receipt(nobody, "120", { exception: 4 })]],
    ["NOT_YOUR_RECEIPT", answered("matched", "800", inspection)],
    ["WRONG_STATUS", answered("stored", "120")],
    ["WRONG_STATUS", answered("stored", "399", inspection)],
    [
      "INSPECTION_OPEN",
      (ledger) => {
        ledger.receipt(ledger.at("stored"), "500", inspection);
        return [office, receipt(ledger.idOf(of), "399")];
      },
    ],
    [
      "CANCEL_OPEN",
      (ledger) => {
        ledger.cancel(ledger.at("stored"));
        return [office, receipt(ledger.idOf(of), "800")];
      },
    ],
    [
      "GOODS_NOT_ARRIVED",
      (ledger) => {
        ledger.sendAll(of);
        return [office, receipt(ledger.idOf(of), "800")];
      },
    ],
    [
      "NUMBER_USED",
      (ledger) => {
        ledger.receipt(ledger.at("matched"), "120", office, { preNo: NUMBER });
        ledger.at("matched", parcel("2"));
        return [office, receipt(ledger.idOf(parcel("2")), "120", { invtNo: NUMBER })];
      },
    ],
    [
      "NUMBER_USED",
      (ledger) => {
        ledger.receipt(ledger.at("matched"), "120", office, { preNo: NUMBER });
        return [office, receipt(ledger.idOf(of), "300", { preNo: `${NUMBER.slice(1)}1` })];
      },
    ],
  ],
  "customs.list.cancel": [
    ...forDeclarant(cancel),
    [
      "MESSAGE_REPEATED",
      (ledger) => [declarant, cancel(ledger.idOf(ledger.at("stored")), used(ledger))],
    ],
    ...(["refused", "detained", "released", "sent-back"] as const).map((status): Fails => [
      "NOT_CANCELLABLE",
      (ledger) => [declarant, cancel(ledger.idOf(ledger.at(status)))],
    ]),
    [
      "CANCEL_OPEN",
      (ledger) => {
        ledger.cancel(ledger.at("stored"));
        return [declarant, cancel(ledger.idOf(of))];
      },
    ],
  ],
  "customs.list.cancel.decide": [
    ...forOffice((list) => ({ list, approve: true })),
    [
      "NO_CANCEL_OPEN",
      (ledger) => [office, { list: ledger.idOf(ledger.at("stored")), approve: true }],
    ],
    [
      "NOT_CANCELLABLE",
      (ledger) => {
        ledger.cancel(ledger.at("stored"));
        ledger.receipt(of, "501");
        return [office, { list: ledger.idOf(of), approve: true }];
      },
    ],
  ],
  "customs.list.return": [
    ...forDeclarant((list) => back(list)),
    [
      "MESSAGE_REPEATED",
      (ledger) => [declarant, back(ledger.idOf(ledger.at("released")), some, used(ledger))],
    ],
    ["NOT_RELEASED", (ledger) => [declarant, back(ledger.idOf(ledger.at("concluded")))]],
    ["LINES_OUT_OF_ORDER", returned([...some, ...some])],
    ["LINES_OUT_OF_ORDER", returned([{ line: 0, quantity: 0n }])],
    [
      "TOO_MANY_RETURNS",
      (ledger) => {
        const list = ledger.idOf(ledger.at("released"));
        for (let place = 0; place < 100; place++) {
          ledger.do(declarant, "customs.list.return", back(list, [{ line: 0, quantity: 1n }]));
        }
        return [declarant, back(list)];
      },
    ],
    ["NO_SUCH_LINE", returned([{ line: 1, quantity: ONE }])],
    ["MORE_THAN_LEFT", returned([{ line: 0, quantity: 3n * ONE }])],
    [
      "MORE_THAN_LEFT",
      (ledger) => {
        ledger.returnLines(ledger.at("released"), 1n);
        ledger.arriveReturn(of);
        return [declarant, back(ledger.idOf(of), [{ line: 0, quantity: 2n * ONE }])];
      },
    ],
  ],
  "customs.list.return.decide": returnSteps((list, place) => ({ list, place, approve: true })),
  "customs.list.return.arrive": returnSteps((list, place) => ({ list, place })),
};

const NUMBER = "514120261127000001";

function change(): object {
  return { ...head({ appType: "change" }), ...of.keys.list, content: of.list };
}

function returnSteps(body: (list: Uint8Array, place: number) => object): Fails[] {
  return [
    ...forOffice((list) => body(list, 0)),
    ["UNKNOWN_RETURN", (ledger) => [office, body(ledger.idOf(ledger.at("released")), 0)]],
    [
      "WRONG_STATUS",
      (ledger) => {
        ledger.returnLines(ledger.at("released"), 1n);
        ledger.arriveReturn(of);
        return [office, body(ledger.idOf(of), 0)];
      },
    ],
  ];
}
