import { describe, expect, test } from "vitest";

import { annualUses } from "../../src/transactions/customs/tax/annual.ts";
import {
  article,
  CustomsLedger,
  DAY,
  head,
  LIPSTICK,
  MILK,
  office,
  parcel,
  person,
  platform,
  regulatorCn,
} from "./port.ts";

// Goal: a whole list is taxed by the limits, rates and parameters that hold when it is matched (docs/domain section 4, tax).
// Method: the production executor; boundaries to the fen, taxes worked out by hand in the comments. Freight is 10.00 everywhere.

const port = () => new CustomsLedger().open();
const FREIGHT = 1_000n;

/** What becomes of an order of so much, and of its list with an insurance: the failure, or how it is taxed. */
function outcome(
  ledger: CustomsLedger,
  no: string,
  { count, total, insured = 0n }: { count: bigint; total: bigint; insured?: bigint },
): unknown {
  const of = parcel(no, [article(MILK, count, total)]);
  const body = { ...head(), ...of.keys.order, content: of.order };
  const { code } = ledger.try(platform, "customs.order.declare", body);
  if (code !== "OK") return code;
  for (const name of ["payment", "waybill"] as const) ledger.send(of, name);
  ledger.send(of, "list", { insuredFee: insured });
  const { status, mismatches, assessed } = ledger.listOf(of);
  return status === "matched" ? assessed!.treatment : mismatches;
}

describe("one transaction may be worth 5,000.00", () => {
  test.each([
    ["5,000.00 of several", { count: 2n, total: 499_000n }, "within"],
    ["5,000.00 of one", { count: 1n, total: 499_000n }, "within"],
    ["5,000.01 of several", { count: 2n, total: 499_001n }, "TRANSACTION_LIMIT"],
    ["5,000.01 of one", { count: 1n, total: 499_001n }, "full"],
    ["5,000.00 with insurance", { count: 2n, total: 498_900n, insured: 100n }, "within"],
    [
      "5,000.01 with insurance, of several",
      { count: 2n, total: 498_900n, insured: 101n },
      ["TRANSACTION_LIMIT"],
    ],
    ["5,000.01 with insurance, of one", { count: 1n, total: 498_900n, insured: 101n }, "full"],
  ])("%s", (_, goods, expected) => {
    expect(outcome(port(), "1", goods)).toEqual(expected);
  });

  test("two lines of one each are no single article", () => {
    const of = parcel("1", [article(MILK, 1n, 250_000n), article(LIPSTICK, 1n, 249_001n)]);
    const body = { ...head(), ...of.keys.order, content: of.order };
    expect(port().try(platform, "customs.order.declare", body).code).toBe("TRANSACTION_LIMIT");
  });
});

/** A buyer who has 2,000.00 left of the year: four times 6,000.00 are gone. */
function almostThere(): CustomsLedger {
  const ledger = port();
  for (const no of ["1", "2", "3", "4"]) {
    ledger.sendAll(parcel(no, [article(LIPSTICK, 1n, 600_000n - FREIGHT)]));
  }
  expect(ledger.annual()).toEqual({ reserved: 2_400_000n, used: 0n });
  return ledger;
}

describe("a year of one person may be worth 26,000.00", () => {
  test.each([
    ["exactly reached", { count: 2n, total: 199_000n }, "within"],
    ["by one fen over", { count: 2n, total: 199_001n }, "ANNUAL_LIMIT"],
    ["exactly reached with insurance", { count: 2n, total: 198_000n, insured: 1_000n }, "within"],
    [
      "by one fen over with insurance",
      { count: 2n, total: 198_000n, insured: 1_001n },
      ["ANNUAL_LIMIT"],
    ],
  ])("%s", (_, goods, expected) => {
    expect(outcome(almostThere(), "5", goods)).toEqual(expected);
  });

  test("what an order was refused for is free for a smaller one", () => {
    const ledger = almostThere();
    expect(outcome(ledger, "5", { count: 1n, total: 199_001n })).toBe("ANNUAL_LIMIT");
    expect(outcome(ledger, "6", { count: 1n, total: 199_000n })).toBe("within");
    expect(ledger.annual().reserved).toBe(2_600_000n);
  });

  test("another person and another year have their own", () => {
    const ledger = almostThere();
    const of = parcel("5", [article(MILK, 2n, 400_000n)], "somebody else");
    expect(ledger.sendAll(of).status).toBe("matched");
    ledger.wait(49 * DAY); // from 14 November to 2 January
    expect(outcome(ledger, "6", { count: 2n, total: 400_000n })).toBe("within");
    expect(ledger.annual()).toEqual({ reserved: 401_000n, used: 0n });
    const before = annualUses.read(ledger.state, "CN", person("buyer"), 2023);
    expect(before).toEqual({ reserved: 2_400_000n, used: 0n });
  });
});

test("neither discount nor the tax that the platform took is dutiable", () => {
  const of = parcel("1");
  const order = { discount: 5_000n, taxTotal: 7_777n };
  const paid = { amountPaid: 20_000n + FREIGHT + 7_777n - 5_000n };
  const ledger = port();
  ledger.send(of, "order", { ...order, acturalPaid: paid.amountPaid });
  ledger.send(of, "payment", paid);
  for (const name of ["waybill", "list"] as const) ledger.send(of, name);
  expect(ledger.listOf(of).assessed!.lines).toMatchObject([{ value: 21_000n, valueAdded: 1_911n }]);
});

describe("what a regulator sets holds from its time on", () => {
  const set = (ledger: CustomsLedger, name: string, value: bigint): void => {
    const body = { country: "CN", name, value, effectiveFromMs: ledger.timeMs + 60_000 };
    ledger.do(regulatorCn, "parameter.set", body);
  };

  test("how much of the taxes is levied", () => {
    const ledger = port();
    set(ledger, "customs-tax-percent", 50n);
    const before = ledger.sendAll(parcel("1")).assessed!;
    ledger.wait(60_000);
    const after = ledger.sendAll(parcel("2")).assessed!;
    // 210.00 × 13 % × 70 % = 19.11, × 50 % = 13.65
    expect([before.percent, before.lines[0]!.valueAdded]).toEqual([0, 1_911n]);
    expect([after.percent, after.lines[0]!.valueAdded]).toEqual([1, 1_365n]);
  });

  test("what one transaction and what a year may be worth", () => {
    const ledger = port();
    set(ledger, "customs-transaction-limit", 30_000n);
    set(ledger, "customs-annual-limit", 60_000n);
    ledger.wait(60_000);
    expect(outcome(ledger, "1", { count: 2n, total: 29_001n })).toBe("TRANSACTION_LIMIT");
    expect(outcome(ledger, "2", { count: 2n, total: 29_000n })).toBe("within");
    expect(outcome(ledger, "3", { count: 1n, total: 29_001n })).toBe("ANNUAL_LIMIT");
    expect(outcome(ledger, "4", { count: 1n, total: 29_000n })).toBe("within");
  });
});

describe("rates are those of the longest heading that has any, at the time of the match", () => {
  const set = (ledger: CustomsLedger, heading: string, valueAdded: number): void => {
    const body = { country: "CN", heading, duty: 0, consumption: 0, valueAdded };
    const effectiveFromMs = ledger.timeMs + 60_000;
    ledger.do(office, "customs.tariff.set", { ...body, effectiveFromMs });
  };

  // 210.00 × rate × 70 %
  test.each([
    ["1901", 900, 1_323n],
    ["190110", 1_000, 1_470n],
    ["19011090", 100, 147n],
    ["1901109000", 0, 0n],
    ["1902", 900, 1_911n], // not an article of this heading: 13 % of chapter 19
  ])("%s", (heading, rate, tax) => {
    const ledger = port();
    set(ledger, heading, rate);
    const early = ledger.sendAll(parcel("1")).assessed!;
    expect(early.lines).toMatchObject([{ heading: "19", version: 1, valueAdded: 1_911n }]);
    ledger.wait(60_000);
    const late = ledger.sendAll(parcel("2")).assessed!;
    expect(late.lines).toMatchObject([{ version: 1, valueAdded: tax }]);
    expect(late.lines[0]!.heading).toBe(heading === "1902" ? "19" : heading);
  });

  test("what owes nothing needs no guarantee and has a bill of nothing", () => {
    const ledger = port();
    set(ledger, "1901", 0);
    ledger.do(platform, "customs.guarantee.withdraw", { code: "440196000P", minor: 100_000_000n });
    ledger.wait(60_000);
    const of = ledger.at("released");
    expect(ledger.bill(of)).toMatchObject({ status: "void", valueAdded: 0n });
    expect(ledger.annual()).toEqual({ reserved: 0n, used: 21_000n });
  });
});

describe("partial returns add up to the whole", () => {
  test("of three pieces, one at a time", () => {
    const ledger = port();
    const of = ledger.at("released", parcel("1", [article(MILK, 3n, 10_000n)]));
    // 110.00 × 9.1 % = 10.01; thirds of it 3.3366…, 6.6733…; of 110.00 36.66…, 73.33…
    const parts = [0, 1, 2].map((place) => {
      ledger.returnLines(of, 1n);
      return ledger.arriveReturn(of, place);
    });
    expect(parts).toEqual([
      { taxFree: true, tax: 333n, value: 3_666n },
      { taxFree: true, tax: 334n, value: 3_667n },
      { taxFree: true, tax: 334n, value: 3_667n },
    ]);
    expect(ledger.bill(of)).toMatchObject({ status: "void", voided: 1_001n });
    expect(ledger.annual()).toEqual({ reserved: 0n, used: 0n });
  });

  test("of two lines, and of what was taxed in full", () => {
    const ledger = port();
    const lines = [article(MILK, 2n, 20_000n), article(LIPSTICK, 1n, 10_000n)];
    const of = ledger.at("released", parcel("1", lines));
    // 206.66 × 9.1 % = 18.81 and 103.34 × 23.0588…% = 12.77 + 11.06 (flow.test.ts)
    ledger.returnLines(of, 1n, 1n);
    expect(ledger.arriveReturn(of, 0)).toMatchObject({
      ...{ tax: 940n + 2_383n, value: 10_333n + 10_334n },
    });
    ledger.returnLines(of, 1n);
    expect(ledger.arriveReturn(of, 1)).toMatchObject({ tax: 941n, value: 10_333n });
    const dear = ledger.at("released", parcel("2", [article(LIPSTICK, 1n, 599_000n)]));
    ledger.returnLines(dear, 1n);
    expect(ledger.arriveReturn(dear)).toMatchObject({ tax: 277_412n, value: 600_000n });
    expect(ledger.annual()).toEqual({ reserved: 0n, used: 0n });
    expect(ledger.guarantee().committed).toBe(0n);
  });
});
