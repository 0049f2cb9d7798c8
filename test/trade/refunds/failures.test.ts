import { dayOf } from "../../../src/primitives/civil-day.ts";
import { MONEY_MAX } from "../../../src/transactions/trade/refunds/worth.ts";
import {
  cny,
  DAY,
  merchant,
  office,
  officeHk,
  platform,
  treasury,
  treasuryHk,
} from "../../customs/port.ts";
import { uetr } from "../../ledger.ts";
import type { TestKey } from "../../keys.ts";
import { type Failure, type Failures, testFailuresOn } from "../../transactions/failures.ts";
import { claimFailures } from "./claim-failures.ts";
import {
  CODE,
  CODE2,
  ENTRY,
  euro,
  ExportLedger,
  exporter2,
  invoiceBody,
  nobody,
  usd,
} from "./export-ledger.ts";

// Goal: every named failure of every type about export refunds is reached (docs/domain section 4).
// Method: the production executor over a state in memory, one block per attempt.

type Fails = Failure<ExportLedger>;

const rates = (ledger: ExportLedger, changes: object = {}) => ({
  ...{ country: "CN", heading: "8471", rate: 1_300, effectiveFromMs: ledger.timeMs + DAY },
  ...changes,
});
const rate =
  (changes: object, by = office): Fails[1] =>
  (ledger) => [by, rates(ledger, changes)];

const filing =
  (changes: object, by: TestKey = merchant): Fails[1] =>
  () => [by, invoiceBody("00000001", 100n, changes)];

const deciding =
  (changes: object, by = treasury): Fails[1] =>
  (ledger) => {
    const invoice = ledger.file("00000001", 100n);
    return [by, { invoice, confirm: true, reason: undefined, ...changes }];
  };

const entered = (ledger: ExportLedger): void => ledger.enter(ENTRY, [ledger.released("1")]);
const linking =
  (changes: object, before: (ledger: ExportLedger) => void = entered): Fails[1] =>
  (ledger) => {
    before(ledger);
    const body = { code: CODE, entryId: ENTRY, uetr: ledger.receive(100n), minor: 100n };
    return [merchant, { ...body, ...changes }];
  };
/** A payment that is not what a receipt has to be. */
const receiving =
  (pay: (ledger: ExportLedger) => Uint8Array, minor = 1n): Fails[1] =>
  (ledger) => {
    entered(ledger);
    return [merchant, { code: CODE, entryId: ENTRY, uetr: pay(ledger), minor }];
  };

const failures: Failures<ExportLedger> = {
  ...claimFailures,
  "trade.refund.rate.set": [
    ["NOT_YOUR_COUNTRY", rate({}, officeHk)],
    ["NOT_YOUR_COUNTRY", rate({}, treasuryHk)],
    ["RATE_OUT_OF_RANGE", rate({ rate: 10_001 })],
    ["EFFECTIVE_IN_PAST", (ledger) => [office, rates(ledger, { effectiveFromMs: ledger.timeMs })]],
    [
      "EFFECTIVE_TOO_FAR",
      (ledger) => [office, rates(ledger, { effectiveFromMs: ledger.timeMs + 1_200 * DAY })],
    ],
    [
      "NOT_AFTER_LAST",
      (ledger) => {
        const body = rates(ledger);
        ledger.do(treasury, "trade.refund.rate.set", body);
        return [office, body];
      },
    ],
    [
      "TOO_MANY_SCHEDULED",
      (ledger) => {
        const start = ledger.timeMs;
        const at = (day: number) => rates(ledger, { effectiveFromMs: start + day * DAY });
        for (let day = 1; day <= 8; day++) ledger.do(office, "trade.refund.rate.set", at(day));
        return [office, at(9)];
      },
    ],
  ],
  "trade.invoice.file": [
    ["NUMBER_UNFIT", filing({ code: undefined })],
    ["NUMBER_UNFIT", filing({ number: "23442000000012345678" })],
    ["AMOUNTS_UNFIT", filing({ net: 0n, vat: 0n })],
    ["AMOUNTS_UNFIT", filing({ vat: 101n })],
    ["AMOUNTS_UNFIT", filing({ net: MONEY_MAX + 1n })],
    [
      "ISSUED_LATER",
      (ledger) => [merchant, invoiceBody("1".repeat(8), 1n, { issued: dayOf(ledger.timeMs) + 1 })],
    ],
    ["NOT_YOUR_ENTERPRISE", filing({ buyer: CODE2 })],
    [
      "ENTERPRISE_NOT_ACTIVE",
      (ledger) => {
        ledger.suspendRecord(CODE);
        return [merchant, invoiceBody("00000001", 100n)];
      },
    ],
    [
      "INVOICE_EXISTS",
      (ledger) => {
        ledger.admit().file("00000001", 100n);
        return [exporter2, invoiceBody("00000001", 1n, { buyer: CODE2 })];
      },
    ],
    [
      "INVOICE_EXISTS",
      (ledger) => {
        ledger.confirmed("00000001", 100n);
        return [merchant, invoiceBody("00000001", 100n)];
      },
    ],
  ],
  "trade.invoice.decide": [
    ["UNKNOWN_INVOICE", deciding({ invoice: nobody })],
    ["NOT_YOUR_COUNTRY", deciding({}, treasuryHk)],
    [
      "INVOICE_DECIDED",
      (ledger) => {
        const invoice = ledger.confirmed("00000001", 100n);
        return [treasury, { invoice, confirm: false, reason: "VOIDED" }];
      },
    ],
    ["REASON_MISSING", deciding({ confirm: false })],
    ["REASON_MISSING", deciding({ reason: "OTHER" })],
  ],
  "trade.receipt.link": [
    ["ZERO_AMOUNT", linking({ minor: 0n })],
    ["AMOUNT_TOO_LARGE", linking({ minor: MONEY_MAX + 1n })],
    [
      "AMOUNT_TOO_LARGE", // in parts of one payment
      (ledger) => {
        entered(ledger);
        const body = { code: CODE, entryId: ENTRY, uetr: ledger.receive(2n * MONEY_MAX) };
        ledger.do(merchant, "trade.receipt.link", { ...body, minor: MONEY_MAX });
        return [merchant, { ...body, minor: 1n }];
      },
    ],
    ["NOT_YOUR_ENTERPRISE", linking({ code: CODE2 })],
    [
      "ENTERPRISE_NOT_ACTIVE",
      linking({}, (ledger) => {
        entered(ledger);
        ledger.suspendRecord(CODE);
      }),
    ],
    ["UNKNOWN_ENTRY", linking({ entryId: "514120239999999999" })],
    [
      "NOT_YOUR_EXPORT",
      linking({ code: CODE2 }, (ledger) => {
        entered(ledger);
        ledger.record(merchant, CODE2, ["merchant"]);
      }),
    ],
    ["PAYMENT_NOT_SETTLED", linking({ uetr: uetr() })],
    [
      "PAYMENT_NOT_SETTLED",
      receiving((ledger) => {
        const id = ledger.receive(100n);
        ledger.do(merchant, "payment.return", { uetr: id, minor: 1n, reason: "AC04" });
        return id;
      }),
    ],
    ["NOT_THE_CREDITOR", receiving((ledger) => ledger.receive(100n, cny, platform))],
    [
      "PAYMENT_OF_YOUR_OWN",
      receiving((ledger) => {
        ledger.receive(100n);
        const other = ledger.openAccount(merchant, "merchant-1b");
        return ledger.payUsd(merchant, other, 100n);
      }),
    ],
    ["PAYMENT_USED_UP", receiving((ledger) => ledger.receive(100n), 101n)],
    [
      "PAYMENT_USED_UP", // on two declarations
      (ledger) => {
        entered(ledger);
        ledger.enter("514120230000000002", [ledger.released("2")]);
        const body = { code: CODE, uetr: ledger.link(100n), minor: 1n };
        return [merchant, { ...body, entryId: "514120230000000002" }];
      },
    ],
    [
      "TOO_MANY_RECEIPTS",
      linking({}, (ledger) => {
        entered(ledger);
        for (let at = 0; at < 32; at++) ledger.link(1n);
      }),
    ],
    [
      "TOO_MANY_ASSETS",
      (ledger) => {
        entered(ledger);
        for (const asset of [usd, euro, cny]) ledger.link(1n, asset);
        const [fourth, fifth] = ["HKD", "SGD"].map((code) => ledger.coin(code)) as [
          Uint8Array,
          Uint8Array,
        ];
        ledger.link(1n, fourth);
        const id = ledger.receive(1n, fifth);
        return [merchant, { code: CODE, entryId: ENTRY, uetr: id, minor: 1n }];
      },
    ],
  ],
};

/** Only the ledger on which nobody claims anything with success does without a treasury. */
const started = Object.fromEntries(
  Object.entries(failures).map(([type, rows]) => [
    type,
    rows.map(([code, prepare]): Fails => {
      const taxes = code !== "NO_TREASURY";
      return [code, (ledger) => prepare(ledger.start({ taxes }))];
    }),
  ]),
);
for (const family of ["trade.refund.", "trade.invoice.", "trade.receipt."]) {
  testFailuresOn(() => new ExportLedger(), family, started);
}
