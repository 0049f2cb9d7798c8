import { MONEY_MAX } from "../../../src/transactions/trade/refunds/worth.ts";
import { LIPSTICK, merchant, treasury, treasuryHk } from "../../customs/port.ts";
import { uetr } from "../../ledger.ts";
import type { TestKey } from "../../keys.ts";
import type { Failure, Failures } from "../../transactions/failures.ts";
import type { ExportLedger } from "./export-ledger.ts";
import {
  article,
  bought,
  claimBody,
  CODE,
  CODE2,
  ENTRY,
  exporter2,
  made,
  MILK,
  nobody,
  ONE,
} from "./export-ledger.ts";
import { settling } from "../../customs/settling.ts";

type Fails = Failure<ExportLedger>;

/** Everything that a claim needs: goods of ten, a receipt for all of them, an invoice. */
function ready(ledger: ExportLedger) {
  const list = ledger.released("1");
  ledger.enter(ENTRY, [list]);
  ledger.link(100_000n);
  return { list, invoice: ledger.confirmed("00000001", 700_000n) };
}
type Ready = ReturnType<typeof ready>;

/** A claim of all ten that is wrong in what is changed of its line or itself. */
const claiming =
  (
    line: object,
    changes: object = {},
    before?: (ledger: ExportLedger, of: Ready) => void,
  ): Fails[1] =>
  (ledger) => {
    const of = ready(ledger);
    before?.(ledger, of);
    const all = bought(of.list, 10n, of.invoice, 700_000n);
    return [merchant, claimBody([{ ...all, ...line }], changes)];
  };
const maker = { kind: "manufacturer", creditBalance: 1n };
const without = { invoice: undefined, amount: undefined };

/** A claim on ten of milk that is where it has to be. */
function filed(ledger: ExportLedger): { readonly claim: Uint8Array; readonly list: Uint8Array } {
  const { list, invoice } = ready(ledger);
  return { claim: ledger.claim([bought(list, 10n, invoice, 700_000n)]), list };
}
function approved(ledger: ExportLedger): Uint8Array {
  const { claim } = filed(ledger);
  ledger.approve(claim);
  return claim;
}
function paid(ledger: ExportLedger): Uint8Array {
  const claim = approved(ledger);
  ledger.payOut(claim);
  return claim;
}
const payable = (ledger: ExportLedger) => ({ claim: approved(ledger), uetr: uetr() });
const owing = (ledger: ExportLedger) => {
  const claim = paid(ledger);
  ledger.do(treasury, "trade.refund.claw-back", { claim, minor: 91_000n, reason: "ERROR" });
  return { claim, uetr: uetr() };
};

const deciding =
  (
    by: TestKey,
    changes: object = {},
    of = (ledger: ExportLedger) => filed(ledger).claim,
  ): Fails[1] =>
  (ledger) => [by, { claim: of(ledger), approve: true, reason: undefined, ...changes }];
const demanding =
  (by: TestKey, minor = 1n, of = paid): Fails[1] =>
  (ledger) => [by, { claim: of(ledger), minor, reason: "OTHER" }];
const unknown = () => nobody;

/** Each of so many claims takes one hundredth of an article. */
function manyClaims(ledger: ExportLedger, { list, invoice }: Ready): void {
  for (let at = 0; at < 16; at++) {
    ledger.claim([{ ...bought(list, 1n, invoice, 1n), quantity: ONE / 100n }]);
  }
}

export const claimFailures: Failures<ExportLedger> = {
  "trade.refund.claim": [
    ["WRONG_FORM", claiming({}, { creditBalance: 1n })],
    ["WRONG_FORM", claiming({ invoice: undefined })],
    ["WRONG_FORM", claiming({ amount: undefined })],
    ["WRONG_FORM", claiming({ fob: 1n })],
    ["WRONG_FORM", claiming({}, maker)],
    ["WRONG_FORM", claiming(without, { ...maker, creditBalance: undefined })],
    ["ZERO_AMOUNT", claiming({ quantity: 0n })],
    ["ZERO_AMOUNT", claiming({ amount: 0n })],
    ["ZERO_AMOUNT", claiming({ ...without, fob: 0n }, maker)],
    ["AMOUNT_TOO_LARGE", claiming({ amount: MONEY_MAX + 1n })],
    ["AMOUNT_TOO_LARGE", claiming({ ...without, fob: MONEY_MAX + 1n }, maker)],
    [
      "AMOUNT_TOO_LARGE",
      (ledger) => {
        const list = ledger.released("1", [article(MILK, 10n, MONEY_MAX + 1n)]);
        ledger.enter(ENTRY, [list]);
        ledger.link(1n);
        return [merchant, claimBody([made(list, 1n, 1n)], maker)];
      },
    ],
    ["NOT_YOUR_ENTERPRISE", claiming({}, { code: CODE2 })],
    ["ENTERPRISE_NOT_ACTIVE", claiming({}, {}, (ledger) => ledger.suspendRecord(CODE))],
    ["UNKNOWN_ENTRY", claiming({}, { entryId: "514120239999999999" })],
    [
      "NO_TREASURY",
      (ledger) => {
        const bare = ledger.released("1");
        ledger.enter(ENTRY, [bare]);
        return [merchant, claimBody([bought(bare, 1n, nobody, 1n)])];
      },
    ],
    ["NOT_IN_ENTRY", claiming({ list: nobody })],
    [
      "NOT_IN_ENTRY",
      (ledger) => {
        const { invoice } = ready(ledger);
        const other = ledger.released("2");
        ledger.enter("514120230000000002", [other]);
        return [merchant, claimBody([bought(other, 1n, invoice, 1n)])];
      },
    ],
    [
      "NOT_YOUR_EXPORT",
      (ledger) => {
        const { list } = ready(ledger);
        ledger.admit();
        return [exporter2, claimBody([bought(list, 1n, nobody, 1n)], { code: CODE2 })];
      },
    ],
    ["NO_SUCH_LINE", claiming({ line: 1 })],
    ["CLAIMED_ALREADY", claiming({ quantity: 10n * ONE + 1n })],
    [
      "CLAIMED_ALREADY",
      claiming({ quantity: 1n, amount: 1n }, {}, (ledger, { list, invoice }) =>
        ledger.claim([bought(list, 10n, invoice, 1n)]),
      ),
    ],
    ["CLAIMED_ALREADY", claiming({}, {}, (ledger, { list }) => ledger.comeBack(list, 1n))],
    [
      "CLAIMED_ALREADY", // twice in one claim
      (ledger) => {
        const { list, invoice } = ready(ledger);
        const line = bought(list, 6n, invoice, 1n);
        return [merchant, claimBody([line, line])];
      },
    ],
    ["TOO_MANY_CLAIMS", claiming({ quantity: 1n, amount: 1n }, {}, manyClaims)],
    [
      "NO_RATE",
      (ledger) => {
        const goods = { ...MILK, itemNo: "BOOK", gcode: "4901990000" };
        ledger.recordGoods(goods);
        const list = ledger.released("1", [article(goods)]);
        ledger.enter(ENTRY, [list]);
        return [merchant, claimBody([made(list, 1n, 1n)], maker)];
      },
    ],
    ["UNKNOWN_INVOICE", claiming({ invoice: nobody })],
    [
      "NOT_YOUR_INVOICE",
      (ledger) => {
        const { list } = ready(ledger);
        ledger.record(merchant, CODE2, ["merchant"]);
        const invoice = ledger.confirmed("00000002", 1n, { buyer: CODE2 });
        return [merchant, claimBody([bought(list, 1n, invoice, 1n)])];
      },
    ],
    [
      "INVOICE_NOT_CONFIRMED",
      (ledger) => {
        const { list } = ready(ledger);
        const invoice = ledger.file("00000002", 1n);
        return [merchant, claimBody([bought(list, 1n, invoice, 1n)])];
      },
    ],
    ["INVOICE_USED_UP", claiming({ amount: 700_001n })],
    [
      "INVOICE_USED_UP", // by two lines of one claim
      (ledger) => {
        const { list, invoice } = ready(ledger);
        const line = bought(list, 5n, invoice, 350_001n);
        return [merchant, claimBody([line, line])];
      },
    ],
    ["FOB_UNFIT", claiming(without, maker)],
    [
      "FOB_UNFIT", // declared in the treasury's own currency
      (ledger) => {
        const list = ledger.released("1", [article(LIPSTICK)], { currency: "142" });
        ledger.enter(ENTRY, [list]);
        return [merchant, claimBody([made(list, 1n, 1n)], maker)];
      },
    ],
    [
      "NO_RECEIPT",
      (ledger) => {
        const list = ledger.released("1");
        ledger.enter(ENTRY, [list]);
        return [merchant, claimBody([made(list, 1n, 1n)], maker)];
      },
    ],
    [
      "NO_RECEIPT", // it was sent back
      (ledger) => {
        const list = ledger.released("1");
        ledger.enter(ENTRY, [list]);
        const back = { uetr: ledger.link(100_000n), minor: 1n, reason: "AC04" };
        ledger.do(merchant, "payment.return", back);
        return [merchant, claimBody([made(list, 1n, 1n)], maker)];
      },
    ],
    [
      "RECEIPT_SHORT",
      (ledger) => {
        const list = ledger.released("1");
        ledger.enter(ENTRY, [list]);
        ledger.link(99_999n);
        return [merchant, claimBody([made(list, 10n, 1n)], maker)];
      },
    ],
  ],
  "trade.refund.decide": [
    ["UNKNOWN_CLAIM", deciding(treasury, {}, unknown)],
    ["NOT_YOUR_COUNTRY", deciding(treasuryHk)],
    ["NOT_WAITING", deciding(treasury, {}, approved)],
    ["NOT_WAITING", deciding(treasury, { approve: false, reason: "OTHER" }, paid)],
    ["REASON_MISSING", deciding(treasury, { approve: false }, unknown)],
    ["REASON_MISSING", deciding(treasury, { reason: "OTHER" }, unknown)],
  ],
  "trade.refund.withdraw": [
    ["UNKNOWN_CLAIM", () => [merchant, { claim: nobody }]],
    [
      "NOT_YOUR_CLAIM",
      (ledger) => {
        ledger.admit();
        return [exporter2, { claim: filed(ledger).claim }];
      },
    ],
    ["NOT_WAITING", (ledger) => [merchant, { claim: approved(ledger) }]],
  ],
  "trade.refund.pay": [
    ["UNKNOWN_CLAIM", () => [treasury, { claim: nobody, uetr: uetr() }]],
    ["NOT_THE_TREASURY", (ledger) => [treasuryHk, payable(ledger)]],
    ["NOT_APPROVED", (ledger) => [treasury, { claim: filed(ledger).claim, uetr: uetr() }]],
    ["NOT_APPROVED", (ledger) => [treasury, { claim: paid(ledger), uetr: uetr() }]],
    [
      "NOTHING_TO_PAY",
      (ledger) => {
        const { list } = ready(ledger);
        const claim = ledger.claim([made(list, 10n, 1n)], { ...maker, creditBalance: 0n });
        ledger.approve(claim);
        return [treasury, { claim, uetr: uetr() }];
      },
    ],
    [
      "CLAIMANT_OWES",
      (ledger) => {
        const { list, invoice } = ready(ledger);
        const both = [4n, 6n].map((count) => ledger.claim([bought(list, count, invoice, 1_000n)]));
        for (const claim of both) ledger.approve(claim);
        ledger.payOut(both[1]!);
        const demand = { claim: both[1]!, minor: 1n, reason: "FALSE_INVOICE" };
        ledger.do(treasury, "trade.refund.claw-back", demand);
        return [treasury, { claim: both[0]!, uetr: uetr() }];
      },
    ],
    ...settling(payable, treasury, merchant),
  ],
  "trade.refund.claw-back": [
    ["UNKNOWN_CLAIM", demanding(treasury, 1n, unknown)],
    ["NOT_YOUR_COUNTRY", demanding(treasuryHk)],
    ["ZERO_AMOUNT", demanding(treasury, 0n, unknown)],
    ["NOT_PAID", demanding(treasury, 1n, approved)],
    ["MORE_THAN_PAID", demanding(treasury, 91_001n)],
    [
      "MORE_THAN_PAID", // a part is owed for goods that came back
      (ledger) => {
        const { claim, list } = filed(ledger);
        ledger.approve(claim);
        ledger.payOut(claim);
        ledger.comeBack(list, 3n);
        return [treasury, { claim, minor: 63_701n, reason: "OTHER" }];
      },
    ],
  ],
  "trade.refund.repay": [
    ["UNKNOWN_CLAIM", () => [merchant, { claim: nobody, uetr: uetr() }]],
    [
      "NOT_YOUR_CLAIM",
      (ledger) => {
        ledger.admit();
        return [exporter2, owing(ledger)];
      },
    ],
    ["NOTHING_OWED", (ledger) => [merchant, { claim: paid(ledger), uetr: uetr() }]],
    ...settling(owing, merchant, treasury),
  ],
};
