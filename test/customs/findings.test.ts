import { describe, expect, test } from "vitest";

import { assetId } from "../../src/primitives/asset-id.ts";
import { annualUses } from "../../src/transactions/customs/tax/annual.ts";
import {
  article,
  CustomsLedger,
  DAY,
  declarant,
  declarant2,
  head,
  MILK,
  mint,
  newGuid,
  office,
  officeHk,
  parcel,
  type Parcel,
  payFirm,
  person,
  platform,
  treasuryHk,
} from "./port.ts";

// Goal: what the tests of this folder have found stays found. Each case is the smallest one, and failed when it was written.
// Method: the production executor over a state in memory.

const port = () => new CustomsLedger().open();

describe("nothing that a transaction does can fail a block", () => {
  test("a list names a guarantor whose deposit is with another country's customs", () => {
    const ledger = port();
    const agentCode = "HK0000000D";
    const record = { code: agentCode, country: "HK", kinds: ["declarant"], name: "D" };
    ledger.do(declarant2, "customs.enterprise.file", record);
    const decision = { code: agentCode, version: 1, decision: "approve", reason: undefined };
    ledger.do(officeHk, "customs.enterprise.decide", decision);
    const rates = { country: "HK", heading: "19", duty: 0, consumption: 0, valueAdded: 1_300 };
    const effectiveFromMs = ledger.timeMs + 60_000;
    ledger.do(officeHk, "customs.tariff.set", { ...rates, effectiveFromMs });
    ledger.do(mint, "asset.define", { code: "HKD", decimals: 2 });
    ledger.do(treasuryHk, "customs.treasury.set", { asset: assetId("HKD", mint.account) });
    ledger.wait(60_000);

    const of = parcel("1");
    for (const name of ["order", "payment", "waybill"] as const) ledger.send(of, name);
    ledger.arrive(of);
    const body = { ...head(), agentCode, copNo: "L-1", content: of.list };
    const { id, status } = ledger.do(declarant2, "customs.list.declare", body);
    if (status === "matched") {
      const list = { list: id, exception: undefined, preNo: undefined, invtNo: undefined };
      ledger.do(officeHk, "customs.list.receipt", { ...list, code: "800" });
    }
    // The bill is in HKD; nothing of it is on hold for the guarantee, which is in CNY.
    expect(() => ledger.wait(46 * DAY)).not.toThrow();
  });

  test("a declarant announces a return of a list again and again, until it is told to stop", () => {
    const ledger = port();
    const list = ledger.idOf(ledger.at("released"));
    const announce = (count: number): string[] => {
      const orders = Array.from({ length: count }, () => {
        const body = { guid: newGuid(), list, lines: [{ line: 0, quantity: 1n }] };
        return ledger.unsigned([{ type: "customs.list.return", body }], declarant);
      });
      return ledger.block(orders).receipts.map(({ code }) => code);
    };
    // The place of a return has two bytes.
    expect(new Set(announce(100))).toEqual(new Set(["OK"]));
    expect(new Set(announce(10))).toEqual(new Set(["TOO_MANY_RETURNS"]));
  });

  test("a slip goes from one order to another, and lists wait for it and for both of them", () => {
    const ledger = port();
    const of = parcel("1");
    ledger.send(of, "payment");
    const waits = (prefix: string, changes: object): void => {
      for (let at = 0; at < 4; at++) {
        const one = parcel(`${prefix}${at}`);
        ledger.send(one, "list", { ...changes, logisticsNo: one.keys.waybill.logisticsNo });
      }
    };
    waits("a", { payment: of.list.payment });
    waits("b", { payment: undefined, orderNo: "O-1" });
    waits("c", { payment: undefined, orderNo: "O-2" });
    const body = { ...head({ appType: "change" }), ...of.keys.payment };
    const content = { ...of.payment, orderNo: "O-2" };
    const one = { type: "customs.payment.declare", body: { ...body, content } };
    expect(() => ledger.run([one], { by: [payFirm] })).not.toThrow();
  });

  test("exports of a day are worth more than 2^64 minor units", () => {
    const ledger = port();
    const half = 2n ** 63n;
    const out = { direction: "export", currency: "502" };
    const nothing = { freight: 0n, discount: 0n, taxTotal: 0n };
    const without = { payment: undefined, assureCode: undefined, tradeMode: "9710", freight: 0n };
    const sent = ["1", "2"].map((no) => {
      const of = parcel(no, [article(MILK, 1n, half)]);
      const order = { ...out, ...nothing, buyer: undefined, acturalPaid: half };
      ledger.send(of, "order", order);
      ledger.send(of, "waybill", { direction: "export" });
      return [of, ledger.send(of, "list", { ...out, ...without })] as const;
    });
    for (const [of, { status }] of sent) {
      if (status === "matched") expect(() => ledger.receipt(of, "800")).not.toThrow();
    }
  });
});

/** Comes back in parts, in 0.00001 of the unit. */
function comesBack(ledger: CustomsLedger, of: Parcel, parts: readonly bigint[]): void {
  for (const quantity of parts) {
    const body = { guid: newGuid(), list: ledger.idOf(of), lines: [{ line: 0, quantity }] };
    const { place } = ledger.do(declarant, "customs.list.return", body);
    const decision = { list: ledger.idOf(of), place, approve: true };
    ledger.do(office, "customs.list.return.decide", decision);
    ledger.arriveReturn(of, place as number);
  }
}

describe("parts that come back are worth all of it together", () => {
  test("a part that is worth no fen, of whose tax a fen is taken off", () => {
    const ledger = port();
    const of = ledger.at("released", parcel("1", [article(MILK, 1n, 1_000n)]));
    // 20.00 × 9.1 % = 1.82; at 0.01098 of it 1.998 fen of tax and 21.96 of value, at 0.01099 2.0001 and 21.98
    comesBack(ledger, of, [1_098n, 1n, 98_901n]);
    expect(ledger.bill(of)).toMatchObject({ valueAdded: 182n, voided: 182n, status: "void" });
    expect(ledger.guarantee().committed).toBe(0n);
    expect(ledger.annual().used).toBe(0n);
  });
});

describe("dutiable value is price, freight and insurance", () => {
  test("of goods that cost nothing but their freight", () => {
    const ledger = port();
    const of = ledger.at("released", parcel("1", [article(MILK, 1n, 0n)]));
    // 10.00 × 9.1 % = 0.91
    expect(ledger.listOf(of).assessed!.lines).toMatchObject([{ value: 1_000n, valueAdded: 91n }]);
    comesBack(ledger, of, [100_000n]);
    expect(ledger.annual()).toEqual({ reserved: 0n, used: 0n });
  });
});

test("an order that no list was matched with in time gives the annual limit back, refused after it or not", () => {
  const ledger = port();
  const of = ledger.at("stored");
  ledger.wait(92 * DAY);
  ledger.receipt(of, "100");
  ledger.wait(92 * DAY);
  const { reserved } = annualUses.read(ledger.state, "CN", person("buyer"), 2023)!;
  expect(reserved).toBe(0n);
});

test("an operation never relies on the sweep: an order past its time is matched by nobody", () => {
  const ledger = port();
  const all = Array.from({ length: 257 }, (_, no) => parcel(String(no), undefined, `buyer ${no}`));
  for (const one of all) {
    const body = { ...head(), ...one.keys.order, content: one.order };
    ledger.block([ledger.unsigned([{ type: "customs.order.declare", body }], platform)]);
  }
  const last = all[256]!;
  for (const name of ["payment", "waybill"] as const) ledger.send(last, name);
  const timeMs = ledger.timeMs + 92 * DAY;
  const body = { ...head(), ...last.keys.list, content: last.list };
  const order = [{ type: "customs.list.declare", body }];
  const options = { by: [declarant], validUntil: timeMs };
  ledger.block([ledger.read(ledger.transaction(order, options))], timeMs);
  expect(ledger.listOf(last).status).toBe("pending");
});

test("a list whose documents do not fit is counted the first time, however often it is declared", () => {
  const ledger = port();
  const of = parcel("1");
  ledger.sendAll({ ...of, payment: { ...of.payment, amountPaid: 1n } });
  ledger.send(of, "list", {}, { appType: "change" });
  expect(ledger.counted()).toMatchObject({ declared: 1, mismatched: 1 });
});

test("a list that is refused is asked for no more: what is declared anew can be released", () => {
  const ledger = port();
  const of = ledger.at("stored");
  ledger.cancel(of);
  ledger.receipt(of, "100");
  ledger.send(of, "list", {}, { appType: "change" });
  ledger.receipt(of, "800");
  expect(ledger.listOf(of).status).toBe("released");
});
