import { describe, expect, test } from "vitest";

import { toHex } from "../../../src/primitives/bytes.ts";
import { limits } from "../../../src/primitives/limits.ts";
import { encode } from "../../../src/primitives/fields/codec.ts";
import { balanceOf } from "../../../src/transactions/assets/balance.ts";
import { operationTypeByName } from "../../../src/transactions/table.ts";
import { cny, LIPSTICK, merchant, office, regulatorCn } from "../../customs/port.ts";
import { uetr } from "../../ledger.ts";
import {
  article,
  bought,
  claimBody,
  CODE,
  CODE2,
  ENTRY,
  euro,
  ExportLedger,
  made,
  MILK,
  ONE,
  SELLER,
  TEN,
  treasury,
  usd,
} from "./export-ledger.ts";

// Goal: an export is declared, paid for from abroad, refunded once, and the refund is owed back when the goods are (docs/domain section 4).
// Method: the production executor over a state in memory, one block per transaction.

/** Ten of milk went out for 1,000.00 dollars and were paid; an invoice of 7,000.00 is confirmed. */
function exported() {
  const ledger = new ExportLedger().start();
  const list = ledger.released("1");
  ledger.enter(ENTRY, [list]);
  ledger.link(100_000n);
  const invoice = ledger.confirmed("00000001", 700_000n);
  return { ledger, list, invoice };
}

const yuanOf = (ledger: ExportLedger): bigint =>
  balanceOf(ledger.state, merchant.account, cny).available;

describe("a trader's claim", () => {
  test("is paid once, and owed back with the goods, part by part until it is all", () => {
    const { ledger, list, invoice } = exported();
    const claim = ledger.claim([bought(list, 10n, invoice, 700_000n)]);
    expect(ledger.refund(claim)).toMatchObject({
      ...{ status: "filed", refund: 91_000n, receipts: "covered", percent: 0, country: "CN" },
      lines: [{ heading: "19", version: 1, rate: 1_300, base: 700_000n, fob: 100_000n }],
    });
    expect(ledger.index("trade/refund-in-hand/CN/")).toEqual([toHex(claim)]);
    ledger.approve(claim);
    ledger.payOut(claim);
    expect(yuanOf(ledger)).toBe(91_000n);
    expect(ledger.index("trade/refund-in-hand/CN/")).toEqual([]);

    ledger.comeBack(list, 3n);
    expect(ledger.refund(claim)).toMatchObject({ status: "paid", refund: 63_700n });
    expect(ledger.index("trade/refund-owing/")).toEqual([CODE]);
    ledger.do(merchant, "trade.refund.repay", { claim, uetr: uetr() });
    expect(yuanOf(ledger)).toBe(63_700n);
    expect(ledger.index("trade/refund-owing/")).toEqual([]);
    ledger.comeBack(list, 7n);
    ledger.do(merchant, "trade.refund.repay", { claim, uetr: uetr() });
    expect(yuanOf(ledger)).toBe(0n);
    expect(ledger.refund(claim)).toMatchObject({ refund: 0n, paid: 91_000n, repaid: 91_000n });
    // What went back is not abroad, and its invoice stays used.
    expect(ledger.claimedOf(list)).toMatchObject({ claimed: [0n], claims: [] });
    expect(ledger.invoiceOf(invoice).claimed).toBe(700_000n);
    expect(ledger.claimHistory(claim).map(({ event, minor }) => [event, minor])).toEqual([
      ...[["claim", 91_000n] as const, ["approve", 91_000n] as const, ["pay", 91_000n] as const],
      ...[["goods-back", 27_300n] as const, ["repay", 27_300n] as const],
      ...[["goods-back", 63_700n] as const, ["repay", 63_700n] as const],
    ]);
  });

  test("takes a line in parts and an invoice in parts, of all together not one more", () => {
    const { ledger, list, invoice } = exported();
    ledger.claim([bought(list, 4n, invoice, 300_000n)]);
    const second = bought(list, 6n, invoice, 400_000n);
    const over = claimBody([{ ...second, quantity: 6n * ONE + 1n }]);
    expect(ledger.try(merchant, "trade.refund.claim", over).code).toBe("CLAIMED_ALREADY");
    const more = claimBody([{ ...second, amount: 400_001n }]);
    expect(ledger.try(merchant, "trade.refund.claim", more).code).toBe("INVOICE_USED_UP");
    ledger.claim([second]);
    expect(ledger.claimedOf(list).claimed).toEqual([10n * ONE]);
    expect(ledger.exportOf().claimed).toEqual([{ currency: "502", fob: 100_000n }]);
  });

  test("that is refused or withdrawn gives goods, invoice and receipts free", () => {
    const { ledger, list, invoice } = exported();
    const lines = [bought(list, 10n, invoice, 700_000n)];
    for (const end of ["refuse", "approve and refuse", "withdraw"]) {
      const claim = ledger.claim(lines);
      const reason = "INVOICE_DOUBTFUL";
      if (end === "approve and refuse") ledger.approve(claim);
      if (end !== "withdraw") {
        ledger.do(treasury, "trade.refund.decide", { claim, approve: false, reason });
      } else ledger.do(merchant, "trade.refund.withdraw", { claim });
      expect(ledger.claimedOf(list)).toMatchObject({ claimed: [0n], claims: [] });
      expect(ledger.invoiceOf(invoice).claimed).toBe(0n);
      expect(ledger.exportOf().claimed).toEqual([{ currency: "502", fob: 0n }]);
      expect(ledger.index("trade/refund-in-hand/CN/")).toEqual([]);
    }
    ledger.claim(lines);
    expect(ledger.index(`trade/refund-of/${CODE}/`)).toHaveLength(4);
    expect(ledger.index(`trade/refund-of-entry/${ENTRY}/`)).toHaveLength(4);
  });

  test("shrinks with goods that come back before it is paid, and is void without any", () => {
    const { ledger, list, invoice } = exported();
    const claim = ledger.claim([bought(list, 6n, invoice, 333_333n)]);
    ledger.comeBack(list, 4n); // nobody had claimed on these
    expect(ledger.refund(claim)).toMatchObject({ refund: 43_333n });
    ledger.approve(claim);
    ledger.comeBack(list, 1n);
    const { refund } = ledger.refund(claim);
    expect(refund).toBe(43_333n - 43_333n / 6n);
    ledger.comeBack(list, 5n);
    expect(ledger.refund(claim)).toMatchObject({ status: "void", refund: 0n, approved: 43_333n });
    const pay = ledger.try(treasury, "trade.refund.pay", { claim, uetr: uetr() });
    expect(pay.code).toBe("NOT_APPROVED");
  });

  test("loses goods only when those that nobody claimed on are back, unpaid before paid, newest first", () => {
    const { ledger, list, invoice } = exported();
    const claims = [2n, 2n, 2n, 2n].map((count) =>
      ledger.claim([bought(list, count, invoice, 100_000n)]),
    );
    for (const claim of [claims[0]!, claims[2]!]) {
      ledger.approve(claim);
      ledger.payOut(claim);
    }
    const left = () => claims.map((id) => ledger.refund(id).lines[0]!.left / ONE);
    const steps = [2n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n].map((count) => {
      ledger.comeBack(list, count);
      return left().join("");
    });
    expect(steps).toEqual([
      ...["2222", "2221", "2220", "2120", "2020", "2010", "2000", "1000", "0000"],
    ]);
  });

  test("is paid to nobody who owes, and the authority may demand a part for another reason", () => {
    const { ledger, list, invoice } = exported();
    const [first, second] = [4n, 6n].map((count) =>
      ledger.claim([bought(list, count, invoice, count * 50_000n)]),
    ) as [Uint8Array, Uint8Array];
    for (const claim of [first, second]) ledger.approve(claim);
    ledger.payOut(first);
    const demand = { claim: first, minor: 10_000n, reason: "RECEIPT_SENT_BACK" };
    expect(ledger.do(treasury, "trade.refund.claw-back", demand)).toEqual({ due: 10_000n });
    const pay = { claim: second, uetr: uetr() };
    expect(ledger.try(treasury, "trade.refund.pay", pay).code).toBe("CLAIMANT_OWES");
    ledger.do(merchant, "trade.refund.repay", { claim: first, uetr: uetr() });
    ledger.do(treasury, "trade.refund.pay", pay);
    // All goods come back: all that was paid is owed, and not more, whatever was demanded before.
    ledger.comeBack(list, 10n);
    for (const claim of [first, second]) {
      ledger.do(merchant, "trade.refund.repay", { claim, uetr: uetr() });
    }
    expect(yuanOf(ledger)).toBe(0n);
  });

  test("goes by the rate of the day of the release, by the longest heading", () => {
    const ledger = new ExportLedger().start();
    const [list, lipstick] = [ledger.released("1"), ledger.released("2", [article(LIPSTICK)])];
    const set = (heading: string, rate: number, ms: number) =>
      ledger.do(office, "trade.refund.rate.set", {
        ...{ country: "CN", heading, rate, effectiveFromMs: ledger.timeMs + ms },
      });
    set("1901", 1_000, 60_000);
    for (let at = 1; at <= 20; at++) {
      set("19", at, 60_000);
      ledger.wait(120_000);
    }
    const later = ledger.released("3");
    ledger.enter(ENTRY, [list, lipstick, later]);
    ledger.link(220_000n);
    const invoice = ledger.confirmed("00000001", 700_000n);
    const claim = ledger.claim(
      [list, later, lipstick].map((of) => bought(of, 1n, invoice, 10_000n)),
    );
    const rates = ledger
      .refund(claim)
      .lines.map(({ heading, version, rate, tax }) => [...[heading, version, rate, tax]]);
    expect(rates).toEqual([
      ["19", 1, 1_300, 1_300n],
      ["1901", 1, 1_000, 1_000n],
      ["3304", 1, 900, 900n],
    ]);
  });
});

const maker = (creditBalance: bigint) => ({ kind: "manufacturer", creditBalance });

describe("a manufacturer's claim", () => {
  test("gives the lesser of tax and credit balance, and credits the rest", () => {
    const { ledger, list } = exported();
    const claim = ledger.claim([made(list, 10n, 715_000n)], maker(50_000n));
    expect(ledger.refund(claim)).toMatchObject({ refund: 50_000n, credited: 42_950n });
    ledger.approve(claim);
    ledger.payOut(claim);
    ledger.comeBack(list, 4n); // 55,770 of tax are left: the refund stays
    expect(ledger.refund(claim)).toMatchObject({ refund: 50_000n, credited: 5_770n });
    expect(ledger.index("trade/refund-owing/")).toEqual([]);
    ledger.comeBack(list, 1n);
    expect(ledger.refund(claim)).toMatchObject({ refund: 46_475n, credited: 0n });
    ledger.do(merchant, "trade.refund.repay", { claim, uetr: uetr() });
    expect(yuanOf(ledger)).toBe(46_475n);
  });

  test("takes the declared price where that is in the treasury's currency, each line rounded once", () => {
    const ledger = new ExportLedger().start();
    const list = ledger.released("1", [article(MILK, 3n, 35n)], { currency: "142" });
    ledger.enter(ENTRY, [list]);
    ledger.link(35n, cny);
    const claim = ledger.claim([made(list, 1n)], maker(10_000n));
    // 11⅔ × 13 % is 1.52: a share that was cut off first would give 1.43, and one minor unit less.
    expect(ledger.refund(claim).lines[0]).toMatchObject({ base: 11n, fob: 11n, tax: 2n });
    expect(ledger.refund(claim)).toMatchObject({ refund: 2n, credited: 0n });
  });

  test("without a credit balance credits all, is approved, and nobody has it in hand then", () => {
    const { ledger, list } = exported();
    const claim = ledger.claim([made(list, 10n, 700_000n)], maker(0n));
    ledger.approve(claim);
    expect(ledger.refund(claim)).toMatchObject({ refund: 0n, credited: 91_000n });
    expect(ledger.index("trade/refund-in-hand/CN/")).toEqual([]);
  });
});

describe("receipts", () => {
  test("in the declared currency cover all that is claimed, and one that was sent back counts no more", () => {
    const { ledger, list, invoice } = exported();
    const more = ledger.receive(50_000n);
    const link = { code: CODE, entryId: ENTRY, uetr: more };
    const first = ledger.do(merchant, "trade.receipt.link", { ...link, minor: 20_000n });
    expect(first).toEqual({ sum: { asset: usd, minor: 120_000n }, left: 30_000n });
    const { receipts } = ledger.exportOf();
    const back = { minor: 1n, reason: "AC04" };
    ledger.do(merchant, "payment.return", { uetr: receipts[0]!.uetr, ...back });
    const lines = (count: bigint) => claimBody([bought(list, count, invoice, 1_000n)]);
    expect(ledger.try(merchant, "trade.refund.claim", lines(3n)).code).toBe("RECEIPT_SHORT");
    ledger.do(merchant, "trade.refund.claim", lines(2n));
    expect(ledger.try(merchant, "trade.refund.claim", lines(1n)).code).toBe("RECEIPT_SHORT");
    ledger.do(merchant, "trade.receipt.link", { ...link, minor: 10_000n });
    expect(ledger.exportOf().receipts[1]!.amount.minor).toBe(30_000n);
    ledger.do(merchant, "trade.refund.claim", lines(1n));
  });

  test("of one exporter are none of another's in the same declaration", () => {
    const ledger = new ExportLedger().start();
    ledger.record(merchant, CODE2, ["merchant"]);
    ledger.recordGoods(MILK, CODE2);
    const other = ledger.released("2", [TEN], { ebcCode: CODE2 });
    ledger.enter(ENTRY, [ledger.released("1"), other]);
    const uetr = ledger.link(100_000n);
    const body = claimBody([made(other, 10n, 1n)], { ...maker(1n), code: CODE2 });
    expect(ledger.try(merchant, "trade.refund.claim", body).code).toBe("NO_RECEIPT");
    const link = { code: CODE2, entryId: ENTRY, minor: 100_000n };
    const taken = ledger.try(merchant, "trade.receipt.link", { ...link, uetr });
    expect(taken.code).toBe("PAYMENT_USED_UP");
    ledger.do(merchant, "trade.receipt.link", { ...link, uetr: ledger.receive(100_000n) });
    ledger.do(merchant, "trade.refund.claim", body);
    expect([CODE, CODE2].map((code) => ledger.exportOf(ENTRY, code).claimed)).toEqual([
      ...[[], [{ currency: "502", fob: 100_000n }]],
    ]);
  });

  test("in another currency are for the authority to compare", () => {
    const ledger = new ExportLedger().start();
    const list = ledger.released("1");
    ledger.enter(ENTRY, [list]);
    ledger.link(1n, euro);
    const invoice = ledger.confirmed("00000001", 700_000n);
    const claim = ledger.claim([bought(list, 10n, invoice, 1_000n)]);
    expect(ledger.refund(claim).receipts).toBe("other-currency");
  });

  test("cover so many per cent of what is claimed as the regulator says", () => {
    const { ledger, list, invoice } = exported();
    const parameter = { country: "CN", name: "trade-receipt-percent", value: 50n };
    const effectiveFromMs = ledger.timeMs + 60_000;
    ledger.do(regulatorCn, "parameter.set", { ...parameter, effectiveFromMs });
    ledger.wait(120_000);
    const second = ledger.released("2", [TEN]);
    ledger.enter("514120230000000002", [second]);
    ledger.link(50_000n, usd, "514120230000000002");
    const lines = [bought(second, 10n, invoice, 1_000n)];
    const claim = ledger.claim(lines, { entryId: "514120230000000002" });
    expect(ledger.refund(claim)).toMatchObject({ receipts: "covered", percent: 1 });
    expect(ledger.refund(ledger.claim([bought(list, 10n, invoice, 1n)])).percent).toBe(1);
  });
});

test("an invoice that was refused can be filed anew, by the right buyer too", () => {
  const { ledger } = exported();
  const invoice = ledger.file("00000002", 500_000n);
  expect(ledger.index("trade/invoice-in-hand/CN/")).toEqual([toHex(invoice)]);
  const refused = { invoice, confirm: false, reason: "FALSE" };
  ledger.do(treasury, "trade.invoice.decide", refused);
  expect(ledger.index("trade/invoice-in-hand/CN/")).toEqual([]);
  expect(ledger.confirmed("00000002", 400_000n)).toEqual(invoice);
  expect(ledger.invoiceOf(invoice)).toMatchObject({ net: 400_000n, status: "confirmed" });
  expect(ledger.index(`trade/invoice-of/${CODE}/`)).toHaveLength(2);
  const digital = ledger.confirmed("23442000000012345678", 1n, { code: undefined });
  expect(ledger.invoiceOf(digital)).toMatchObject({ seller: SELLER, code: undefined });
});

test("claims of 25 lines, sixteen on one list, lose all their goods in one return", () => {
  const { ledger, list, invoice } = exported();
  const line = { ...bought(list, 1n, invoice, 1_000n), quantity: ONE / 40n };
  const lines = Array.from({ length: 25 }, () => line);
  const claims = Array.from({ length: 16 }, () => ledger.claim(lines));
  expect(ledger.claimedOf(list).claimed).toEqual([10n * ONE]);
  ledger.comeBack(list, 10n);
  expect(claims.map((id) => ledger.refund(id).status)).toEqual(claims.map(() => "void"));
  expect(ledger.claimedOf(list)).toMatchObject({ claimed: [0n], claims: [] });
});

test("the longest bodies fit an operation", () => {
  const id = new Uint8Array(32);
  const line = { ...bought(id, 1n, id, 1n), fob: 1n };
  const lines = Array.from({ length: 25 }, () => line);
  const bodies = { "trade.refund.claim": claimBody(lines, { creditBalance: 1n }) };
  for (const [type, body] of Object.entries(bodies)) {
    const { length } = encode(operationTypeByName(type)!.body, body);
    expect(length).toBeLessThanOrEqual(limits.operationBytes);
  }
});
