import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { CODES, MILK, parcel, type DocumentName } from "../customs/port.ts";
import { CustomsNode, INVT_NO } from "../rpc/customs-node.ts";
import { Desk } from "./desk.ts";

// Goal: everybody with a part in a declaration does it by commands, and is told what to do next.
// Method: commands as typed, over a real server and ledger.

const desk = new Desk();
let node: CustomsNode;
const NAMES = [
  ...["platform-1", "merchant-1", "payfirm-1", "carrier-1", "warehouse-1", "declarant-1"],
  ...["customs-cn", "inspection-cn", "tax-cn", "policy-cn"],
];
const LIST = `${CODES.declarant}/L-1`;
const BY = { order: "platform-1", payment: "payfirm-1", waybill: "carrier-1", list: "declarant-1" };
const of = parcel("1");

beforeAll(() => desk.keys(...NAMES));
afterAll(() => desk.close());
beforeEach(async () => {
  node = new CustomsNode().open();
  await desk.openAt(node);
});

/** A document as a file, as JSON-RPC takes it: bytes in hexadecimal, 64-bit numbers as text, no undefined. */
function write(name: DocumentName, changes: object = {}): string {
  const path = join(desk.home, `${name}.json`);
  const plain = (_: string, value: unknown) => {
    if (typeof value === "bigint") return value.toString();
    return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : (value ?? null);
  };
  const document = { ...nulls(of[name]), ...of.keys[name], ...changes };
  writeFileSync(path, JSON.stringify(document, plain));
  return path;
}
/** JSON has no undefined: what is absent is null. */
const nulls = (one: object): object =>
  Object.fromEntries(
    Object.entries(one).map(([key, value]: [string, unknown]) => [
      key,
      key === "lines" ? (value as object[]).map(nulls) : value === undefined ? null : value,
    ]),
  );
const declare = (name: DocumentName, changes: object = {}, ...more: string[]) =>
  desk.say(["customs", "declare", name, write(name, changes), ...more], BY[name]);

async function matched(): Promise<void> {
  for (const name of ["order", "payment", "waybill", "list"] as const) await declare(name);
}
const customs = (...line: string[]) => desk.say(["customs", ...line], "customs-cn");
const declarant = (...line: string[]) => desk.say(["customs", ...line], "declarant-1");

test("from four documents to the release, the return and what is owed then", async () => {
  for (const name of ["list", "order", "payment"] as const) await declare(name);
  expect(await declare("waybill")).toContain("matched");
  expect(await customs("lists", "--in-hand", "CN")).toContain(LIST);
  const parcels = [CODES.warehouse, `${CODES.carrier}/W-1`];
  await desk.say(["customs", "arrive", ...parcels], "warehouse-1");
  await customs("receipt", LIST, "120");
  await desk.say(["customs", "receipt", LIST, "500"], "inspection-cn");
  await desk.say(["customs", "receipt", LIST, "399"], "inspection-cn");
  await customs("receipt", LIST, "800", "--invt-no", INVT_NO);
  expect(await customs("list", INVT_NO)).toMatch(/receipt +800/);
  await declarant("return", LIST, "--lines", "0:1");
  await customs("decide-return", LIST, "0", "--approve");
  expect(await customs("arrive-return", LIST, "0")).toMatch(/taxFree +(true|yes)/);
  expect(await customs("guarantee", CODES.platform)).toMatch(/committed +9\.56/);
  const [status] = await desk.refusal(["customs", "pay-tax", LIST], "platform-1");
  expect(status).toBe("NOT_PAYABLE_YET");
  const [due] = await desk.refusal(["customs", "refund-tax", LIST], "tax-cn");
  expect(due).toBe("NOTHING_DUE");
});

test("a mismatch names both fields, and a change puts it right", async () => {
  for (const name of ["order", "waybill", "list"] as const) await declare(name);
  expect(await declare("payment", { amountPaid: "1" })).toContain("AMOUNT_PAID");
  const shown = await declarant("list", LIST);
  expect(shown).toMatch(/AMOUNT_PAID +411 amountPaid +311 acturalPaid/);
  expect(await declare("payment", {}, "--change")).toContain("matched");
});

test("a draft waits, and what is deleted is gone", async () => {
  await declare("order", {}, "--draft");
  const key = [CODES.platform, "O-1"];
  expect(await customs("show", "order", ...key)).toContain("draft");
  await desk.say(["customs", "delete", "order", ...key], "platform-1");
  expect(await customs("show", "order", ...key)).toMatch(/delete +.*platform-1/);
  expect(await desk.refusal(["customs", "show", "list", CODES.declarant, "L-9"])).toEqual([
    ...["UNKNOWN_DOCUMENT", 1],
  ]);
});

test("a list is asked for back, and given", async () => {
  await matched();
  await declarant("cancel", LIST, "--reason", "BUYER_WITHDREW");
  await customs("decide-cancel", LIST, "--approve");
  expect(await declarant("list", LIST)).toMatch(/status +cancelled/);
});

test("records are filed and decided on", async () => {
  const code = "440196000Z";
  const file = ["file-enterprise", code, "--kinds", "merchant", "--name", "Another Ltd."];
  await desk.say(["customs", ...file], "merchant-1");
  await customs("decide-enterprise", code, "--approve");
  await customs("decide-enterprise", code, "--suspend", "UNDER_INVESTIGATION");
  expect(await customs("enterprises", "merchant-1")).toMatch(/440196000Z.*UNDER_INVESTIGATION/);
  await customs("decide-enterprise", code, "--reinstate");
  const article = ["--gcode", MILK.gcode, "--name", "Milk", "--origin", "601"];
  const units = ["--unit", "122", "--unit1", "035"];
  await desk.say(["customs", "file-commodity", code, "M-2", ...article, ...units], "merchant-1");
  await customs("decide-commodity", code, "M-2", "--refuse", "WRONG_CODE");
  expect(await customs("commodities", code)).toContain("WRONG_CODE");
});

test("rates, treasury, guarantee, notices", async () => {
  const from = ["--from", "2099-01-01"];
  const [code] = await desk.refusal(
    ["customs", "set-tariff", "84", "--duty", "10", "--vat", "13", ...from],
    "customs-cn",
  );
  expect(code).toBe("EFFECTIVE_TOO_FAR");
  expect(await customs("tariff", MILK.gcode)).toMatch(/19 +1 .* 5 +13 +0 +in force/);
  await desk.say(["customs", "set-treasury", "--asset", "CNY@gateway-cn"], "tax-cn");
  const deposit = ["customs", "deposit", CODES.platform, "10.00 CNY@gateway-cn"];
  await desk.say(deposit, "platform-1");
  await desk.say(["customs", "withdraw", CODES.platform, "5.00 CNY@gateway-cn"], "platform-1");
  expect(await customs("guarantee", CODES.platform)).toMatch(/deposited +1000005\.00/);
  const text = join(desk.home, "notice.txt");
  writeFileSync(text, "Goods are declared.");
  const about = ["--title", "Notice 1", "--address", "https://customs.example/1"];
  const line = ["customs", "publish-notice", text, ...about, "--effective", "2027-01-01"];
  await desk.say(line, "policy-cn");
  expect(await customs("notices", "CN")).toMatch(/Notice 1 +2027-01-01 +holds/);
});

test("a parcel is tracked, a person's year and the statistics are read", async () => {
  await matched();
  await desk.say(["customs", "track", CODES.carrier, "W-1", "departed"], "carrier-1");
  expect(await customs("show", "waybill", CODES.carrier, "W-1")).toContain("departed");
  const key = Buffer.from(of.order.buyer).toString("hex");
  expect(await customs("person", key)).toMatch(/reserved +210\.00/);
  const month = new Date().toISOString().slice(0, 7);
  expect(await customs("statistics", "--month", month)).toMatch(/import +9610 +1 +1/);
  expect(await customs("goods", "--month", month)).toBe("none\n"); // nothing is released
});

test("exports become a declaration", async () => {
  const out = { direction: "export", currency: "502" };
  await declare("order", { ...out, buyer: null });
  await declare("waybill", { direction: "export" });
  await declare("list", { ...out, payment: null, assureCode: null, tradeMode: "9710" });
  await customs("receipt", LIST, "800");
  const answer = await desk.json<{ receipt: { results: [{ result: { id: string } }] } }>(
    ["customs", "sum-up", CODES.declarant, "S-1", LIST],
    "declarant-1",
  );
  const { id } = answer.receipt.results[0].result;
  await customs("enter", id, "514120260000000001");
  expect(await customs("entry", "514120260000000001")).toContain("S-1");
});

describe("what is wrong on this side is said before anything is signed", () => {
  test.each([
    ["DOCUMENT_KIND", ["delete", "parcel", "1", "2"]],
    ["LIST_FORMAT", ["receipt", "L-1", "800"]],
    ["LINES_FORMAT", ["return", LIST, "--lines", "one"]],
    ["QUANTITY_FORMAT", ["return", LIST, "--lines", "0:1.123456"]],
    ["PLACE_FORMAT", ["arrive-return", LIST, "first"]],
    ["PARCEL_FORMAT", ["arrive", CODES.warehouse, "W-1"]],
    ["YES_OR_NO", ["decide-cancel", LIST]],
    ["ONE_DECISION", ["decide-enterprise", CODES.merchant, "--approve", "--reinstate"]],
    ["ONE_OF_TWO", ["lists"]],
    ["RATE_FORMAT", ["set-tariff", "84", "--duty", "x", "--vat", "13", "--from", "2027-01-01"]],
    ["MALFORMED_BODY", ["receipt", LIST, "801"]],
    ["YEAR_FORMAT", ["person", "5e".repeat(32), "--year", "26"]],
  ])("%s", async (code, line) => {
    expect(await desk.refusal(["customs", ...line], "customs-cn")).toEqual([code, 2]);
  });
});
