import { describe, expect, test } from "vitest";

import { MISMATCHES, sidesOf } from "../../src/transactions/customs/lists/mismatches.ts";
import { CASES, type MismatchCase } from "./mismatch-cases.ts";
import { CustomsLedger, type DocumentName, parcel } from "./port.ts";

// Goal: each thing that does not fit is named by its own code, and nothing else is (docs/domain section 4, automatic match).
// Method: four documents that fit, but for one change; the code alone wherever it can be alone (mismatch-cases.ts).

function declare(ledger: CustomsLedger, one: MismatchCase): void {
  const { of, changes, first, between, order } = one;
  first(ledger);
  for (const name of order.slice(0, -1)) ledger.send(of, name, changes[name]);
  between(ledger);
  const last = order.at(-1)!;
  ledger.send(of, last, changes[last]);
}

describe("one change, one code", () => {
  test.each(CASES.map((one) => [one.code, one] as const))("%s", (code, one) => {
    const ledger = new CustomsLedger().open();
    declare(ledger, one);
    const { status, mismatches, assessed, steps } = ledger.listOf(one.of);
    expect({ status, assessed }).toEqual({ status: "mismatched", assessed: undefined });
    expect([...mismatches].sort()).toEqual([code, ...one.also].sort());
    expect(ledger.history(one.of).filter(({ event }) => event === "mismatch")).toHaveLength(1);
    expect(steps).toBe(2);
  });

  test("NO_TREASURY, and nothing can be guaranteed before there is one", () => {
    const ledger = new CustomsLedger().open({ taxes: false });
    expect(ledger.sendAll(parcel("1"))).toMatchObject({
      ...{ status: "mismatched", mismatches: ["NO_TREASURY", "GUARANTEE_SHORT"] },
    });
  });

  test("every code is here, and names two fields", () => {
    const codes = [...CASES.map(({ code }) => code), "NO_TREASURY"];
    expect(codes.sort()).toEqual([...MISMATCHES].sort());
    for (const code of MISMATCHES) {
      const { left, right } = sidesOf(code);
      expect([...left, ...right].every((one) => one.length > 0)).toBe(true);
      expect(left).not.toEqual(right);
    }
  });
});

const said = CASES.filter(({ changes, code }) => {
  return Object.keys(changes).length > 0 && !code.endsWith("_ACTIVE") && code !== "NO_TARIFF";
});

describe("a document that is put right is matched in the same block", () => {
  test.each(said.map((one) => [one.code, one] as const))("%s", (_, one) => {
    const ledger = new CustomsLedger().open();
    declare(ledger, one);
    const [name] = Object.keys(one.changes) as [DocumentName];
    ledger.send(one.of, name, {}, { appType: "change" });
    expect(ledger.listOf(one.of)).toMatchObject({ status: "matched", mismatches: [] });
  });
});

test.each([
  ["is deleted", { appType: "delete" }],
  ["becomes a draft", { appType: "change", appStatus: "draft" }],
])("nothing is said to be wrong while a document is missing: it %s", (_, message) => {
  const ledger = new CustomsLedger().open();
  const { of } = CASES[0]!;
  ledger.sendAll({ ...of, payment: { ...of.payment, amountPaid: 1n } });
  expect(ledger.listOf(of).mismatches).toEqual(["AMOUNT_PAID"]);
  if (message.appType === "delete") ledger.delete(of, "waybill");
  else ledger.send(of, "waybill", {}, message);
  expect(ledger.listOf(of)).toMatchObject({ status: "pending", mismatches: [] });
});

test("several changes at once are named together, each once", () => {
  const ledger = new CustomsLedger().open();
  const { of } = CASES[0]!;
  const wrong = { gcode: "1901109001", country: "305", quantity: 7n };
  const line = { ...of.list.lines[0], ...wrong };
  ledger.send(of, "order", { acturalPaid: 1n });
  ledger.send(of, "payment", { orderNo: "O-2" });
  ledger.send(of, "waybill", { direction: "export" });
  ledger.send(of, "list", { lines: [line], freight: 7n });
  expect([...ledger.listOf(of).mismatches].sort()).toEqual([
    ...["ACTURAL_PAID", "AMOUNT_PAID", "FREIGHT", "LINE_COUNTRY", "LINE_GCODE", "LINE_QUANTITY"],
    ...["ORDER_NO", "WAYBILL_DIRECTION"],
  ]);
});
