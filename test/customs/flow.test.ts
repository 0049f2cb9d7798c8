import { describe, expect, test } from "vitest";

import { uetr } from "../ledger.ts";
import {
  article,
  CODES,
  CustomsLedger,
  DAY,
  declarant,
  DOCUMENTS,
  type DocumentName,
  inspection,
  LIPSTICK,
  MILK,
  office,
  ONE,
  parcel,
  platform,
  treasury,
} from "./port.ts";

// Goal: an import is matched by the ledger itself, taxed, released, returned, paid (docs/domain section 4).
// Method: the production executor over a state in memory, one block per transaction.

const port = () => new CustomsLedger().open();

function orders(of: readonly DocumentName[]): DocumentName[][] {
  if (of.length < 2) return [[...of]];
  return of.flatMap((one) =>
    orders(of.filter((other) => other !== one)).map((rest) => [one, ...rest]),
  );
}

describe("the automatic match", () => {
  test.each(orders(DOCUMENTS))("comes with the last of %s, %s, %s, %s", (...order) => {
    const ledger = port();
    const of = parcel("1");
    for (const name of order.slice(0, 3)) {
      ledger.send(of, name);
      if (order.indexOf("list") < 3 && name === "list")
        expect(ledger.listOf(of).status).toBe("pending");
    }
    ledger.send(of, order[3]!);
    const { status, mismatches } = ledger.listOf(of);
    expect({ status, mismatches }).toEqual({ status: "matched", mismatches: [] });
    expect(ledger.counted()).toMatchObject({ declared: 1, matched: 1, mismatched: 0 });
  });

  test("names what does not fit, and comes when it is put right", () => {
    const ledger = port();
    const of = parcel("1");
    ledger.sendAll({ ...of, payment: { ...of.payment, amountPaid: 1n } });
    expect(ledger.listOf(of)).toMatchObject({ status: "mismatched", mismatches: ["AMOUNT_PAID"] });
    expect(ledger.send(of, "payment", {}, { appType: "change" })["lists"]).toMatchObject([
      { status: "matched", mismatches: [] },
    ]);
    expect(ledger.history(of).map(({ event }) => event)).toEqual(["new", "mismatch", "match"]);
    expect(ledger.counted()).toMatchObject({ declared: 1, matched: 1, mismatched: 1 });
  });

  test.each(["payment", "list"] as const)(
    "of a list that names no slip takes the one that was declared for its order; %s comes last",
    (last) => {
      const ledger = port();
      const of = parcel("1");
      const without = { ...of, list: { ...of.list, payment: undefined } };
      const rest = DOCUMENTS.filter((name) => name !== last);
      for (const name of rest) ledger.send(without as never, name);
      if (last === "payment") {
        ledger.send(of, "payment", { orderNo: "O-2" });
        expect(ledger.listOf(of).status).toBe("pending");
        ledger.send(of, "payment", {}, { appType: "change" });
      } else ledger.send(without as never, "list");
      expect(ledger.listOf(of)).toMatchObject({ status: "matched" });
      ledger.receipt(of, "100"); // refused: the slip is free again
      ledger.send(of, "payment", { amountPaid: 1n }, { appType: "change" });
      const again = ledger.send(without as never, "list", {}, { appType: "change" });
      expect(again).toMatchObject({ status: "mismatched", mismatches: ["AMOUNT_PAID"] });
    },
  );

  test("waits for a draft and for a document that was deleted", () => {
    const ledger = port();
    const of = parcel("1");
    for (const name of ["order", "waybill", "list"] as const) ledger.send(of, name);
    ledger.send(of, "payment", {}, { appStatus: "draft" });
    expect(ledger.listOf(of).status).toBe("pending");
    ledger.delete(of, "waybill");
    ledger.send(of, "payment", {}, { appType: "change" });
    expect(ledger.listOf(of).status).toBe("pending");
  });
});

describe("tax", () => {
  test("within the limits: 9.1 % and 23.0588 %, on price and its part of the freight", () => {
    const ledger = port();
    // 200.00 + 100.00 and 10.00 of freight: 206.67 of milk, 103.33 of lipstick, rounded down from the left
    const of = parcel("1", [article(MILK, 2n, 20_000n), article(LIPSTICK, 1n, 10_000n)]);
    const { assessed } = ledger.sendAll(of);
    expect(assessed).toMatchObject({ treatment: "within", transactionLimit: 0, percent: 0 });
    expect(assessed!.lines.map(({ value }) => value)).toEqual([20_666n, 10_334n]);
    // 206.66 × 9.1 % = 18.806…; 103.34 / 0.85 × 15 % × 70 % = 12.765…; 103.34 / 0.85 × 13 % × 70 % = 11.063…
    expect(assessed!.lines).toMatchObject([
      { duty: 0n, consumption: 0n, valueAdded: 1_881n, heading: "19" },
      { duty: 0n, consumption: 1_277n, valueAdded: 1_106n, heading: "3304" },
    ]);
    expect(ledger.guarantee().committed).toBe(1_881n + 1_277n + 1_106n);
  });

  test("a single article above the limit of a transaction is taxed in full", () => {
    const ledger = port();
    const of = parcel("1", [article(LIPSTICK, 1n, 599_000n)]);
    // 6,000.00 with duty 10 %: 600.00; 6,600.00 / 0.85: × 15 % = 1,164.71, × 13 % = 1,009.41
    expect(ledger.sendAll(of).assessed).toMatchObject({
      treatment: "full",
      lines: [{ value: 600_000n, duty: 60_000n, consumption: 116_471n, valueAdded: 100_941n }],
    });
    expect(ledger.annual()).toEqual({ reserved: 600_000n, used: 0n });
  });

  test("is billed at the release, paid from the 31st day on, and frees the guarantee", () => {
    const ledger = port();
    const of = ledger.at("released");
    const tax = 1_911n; // 210.00 × 9.1 %
    expect(ledger.bill(of)).toMatchObject({ valueAdded: tax, status: "open", paid: 0n });
    expect(ledger.annual()).toEqual({ reserved: 0n, used: 21_000n });
    ledger.wait(31 * DAY);
    ledger.do(platform, "customs.tax.pay", { list: ledger.idOf(of), uetr: uetr() });
    expect(ledger.bill(of)).toMatchObject({ status: "paid", paid: tax });
    expect(ledger.taxed).toBe(tax);
    expect(ledger.guarantee()).toMatchObject({ committed: 0n, deposited: 100_000_000n });
  });

  test("that nobody pays is taken from the guarantee when the 45th day has passed", () => {
    const ledger = port();
    const of = ledger.at("released");
    ledger.wait(45 * DAY);
    expect(ledger.bill(of)).toMatchObject({ status: "open" });
    ledger.wait(DAY);
    expect(ledger.bill(of)).toMatchObject({ status: "drawn", paid: 1_911n });
    expect(ledger.taxed).toBe(1_911n);
    expect(ledger.guarantee()).toMatchObject({ committed: 0n, deposited: 100_000_000n - 1_911n });
  });
});

describe("a return", () => {
  test("in time takes its part off the bill and gives the annual limit back", () => {
    const ledger = port();
    const of = ledger.at("released");
    ledger.returnLines(of, 1n);
    ledger.wait(10 * DAY);
    expect(ledger.arriveReturn(of)).toEqual({ taxFree: true, tax: 955n, value: 10_500n });
    expect(ledger.annual()).toEqual({ reserved: 0n, used: 10_500n });
    expect(ledger.guarantee().committed).toBe(956n);
    ledger.returnLines(of, 1n);
    expect(ledger.arriveReturn(of, 1)).toEqual({ taxFree: true, tax: 956n, value: 10_500n });
    expect(ledger.bill(of)).toMatchObject({ status: "void", voided: 1_911n });
    expect(ledger.annual()).toEqual({ reserved: 0n, used: 0n });
    expect(ledger.guarantee().committed).toBe(0n);
  });

  test("of what is paid already is paid back by the treasury", () => {
    const ledger = port();
    const of = ledger.at("released");
    ledger.returnLines(of, 2n);
    ledger.wait(32 * DAY);
    ledger.do(platform, "customs.tax.pay", { list: ledger.idOf(of), uetr: uetr() });
    ledger.arriveReturn(of);
    expect(ledger.bill(of)).toMatchObject({ status: "paid", refundDue: 1_911n, refunded: 0n });
    ledger.do(treasury, "customs.tax.refund", { list: ledger.idOf(of), uetr: uetr() });
    expect(ledger.bill(of)).toMatchObject({ refunded: 1_911n });
    expect(ledger.taxed).toBe(0n);
  });

  test.each([
    ["announced on the 31st day", 31, 0],
    ["back on the 46th day", 1, 45],
  ])("%s is taxed", (_, announced, more) => {
    const ledger = port();
    const of = ledger.at("released");
    ledger.wait(announced * DAY);
    ledger.returnLines(of, 2n);
    ledger.wait(more * DAY);
    expect(ledger.arriveReturn(of)).toEqual({ taxFree: false, tax: 0n, value: 0n });
    expect(ledger.annual().used).toBe(21_000n);
  });

  test("that customs does not let in can be announced again", () => {
    const ledger = port();
    const of = ledger.at("closed");
    const lines = [{ line: 0, quantity: 2n * ONE }];
    const body = (at: number) => ({
      guid: `00000000-0000-4000-8000-00000000000${at}`,
      list: ledger.idOf(of),
      lines,
    });
    ledger.do(declarant, "customs.list.return", body(1));
    const refusal = { list: ledger.idOf(of), place: 0, approve: false };
    ledger.do(office, "customs.list.return.decide", refusal);
    expect(ledger.do(declarant, "customs.list.return", body(2))).toMatchObject({ place: 1 });
  });
});

describe("what is given back without a release", () => {
  test("a refused list frees its documents and guarantee, and is matched again when it is changed", () => {
    const ledger = port();
    const of = ledger.at("refused");
    expect(ledger.guarantee().committed).toBe(0n);
    expect(ledger.annual()).toEqual({ reserved: 21_000n, used: 0n });
    expect(ledger.send(of, "list", {}, { appType: "change" })).toMatchObject({ status: "matched" });
    expect(ledger.guarantee().committed).toBe(1_911n);
    expect(ledger.annual()).toEqual({ reserved: 21_000n, used: 0n });
  });

  test("a cancelled list gives annual limit, guarantee and documents back", () => {
    const ledger = port();
    const of = ledger.at("stored");
    ledger.cancel(of);
    ledger.do(office, "customs.list.cancel.decide", { list: ledger.idOf(of), approve: true });
    expect(ledger.listOf(of).status).toBe("cancelled");
    expect(ledger.annual()).toEqual({ reserved: 0n, used: 0n });
    expect(ledger.guarantee().committed).toBe(0n);
    const again = { ...of, keys: { ...of.keys, list: { ...of.keys.list, copNo: "L-2" } } };
    expect(ledger.send(again, "list")).toMatchObject({ status: "matched" });
    expect(ledger.annual()).toEqual({ reserved: 21_000n, used: 0n });
  });

  test("goods that are sent back abroad are not taxed and use no annual limit", () => {
    const ledger = port();
    const of = ledger.at("sent-back");
    expect(ledger.annual()).toEqual({ reserved: 0n, used: 0n });
    expect(ledger.guarantee().committed).toBe(0n);
    expect(ledger.bill(of)).toBeUndefined();
  });

  test("an order that is never declared gives the annual limit back after 90 days", () => {
    const ledger = port();
    ledger.send(parcel("1"), "order");
    expect(ledger.annual()).toEqual({ reserved: 21_000n, used: 0n });
    ledger.wait(91 * DAY);
    expect(ledger.annual()).toEqual({ reserved: 0n, used: 0n });
  });
});

test("inspection concludes what it began, and customs releases then", () => {
  const ledger = port();
  const of = ledger.at("stored");
  ledger.receipt(of, "500", inspection);
  expect(ledger.try(office, "customs.list.receipt", receipt(ledger.idOf(of), "399")).code).toBe(
    "INSPECTION_OPEN",
  );
  ledger.receipt(of, "399", inspection);
  ledger.receipt(of, "800", office, { invtNo: "514120261127000001" });
  expect(ledger.listOf(of)).toMatchObject({ status: "released", invtNo: "514120261127000001" });
});

test("a bonded sale and an export go their way", () => {
  const ledger = port();
  const of = parcel("1");
  const mail = { trafNo: undefined, voyageNo: undefined, billNo: undefined };
  const bonded = { ...mail, tradeMode: "1210", emsNo: "H51412600001", areaCode: CODES.warehouse };
  for (const name of ["order", "payment", "waybill"] as const) ledger.send(of, name);
  expect(ledger.send(of, "list", bonded)).toMatchObject({ status: "matched" });
  ledger.receipt(of, "800"); // its goods lie in the area: no arrival is awaited

  const out = parcel("2");
  const outward = { direction: "export", buyer: undefined, currency: "502" };
  ledger.send(out, "order", { ...outward });
  ledger.send(out, "waybill", { direction: "export" });
  const list = { ...mail, direction: "export", tradeMode: "9710", currency: "502" };
  const without = { payment: undefined, assureCode: undefined, billNo: "784-9" };
  expect(ledger.send(out, "list", { ...list, ...without })).toMatchObject({ status: "matched" });
  ledger.receipt(out, "800");
  expect(ledger.bill(out)).toBeUndefined();
  const sum = {
    ...{ guid: "00000000-0000-4000-8000-0000000000AA", agentCode: CODES.declarant, copNo: "S-1" },
    ...{ billNo: "784-9", lists: [ledger.idOf(out)] },
  };
  const { id } = ledger.do(declarant, "customs.summary.declare", sum);
  const entryId = "514120260000000001";
  ledger.do(office, "customs.summary.enter", { summary: id, entryId });
  expect(ledger.counted("export", "9710")).toMatchObject({ declared: 1, matched: 1, released: 1 });
});

function receipt(list: Uint8Array, code: string) {
  return { list, code, exception: undefined, preNo: undefined, invtNo: undefined };
}
