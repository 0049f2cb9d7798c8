import { beforeEach, expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import { monthOf } from "../../src/primitives/civil-day.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { CODES, head, MILK, parcel, person } from "../customs/port.ts";
import { CustomsNode, INVT_NO } from "./customs-node.ts";
import { ask, result, start } from "./harness.ts";

// Goal: everybody with a part in a declaration finds it by the numbers that they know, and sees what does not fit, what is owed and
// what happened.
// Method: a port over JSON-RPC.

type Members = { [name: string]: Json };
let node: CustomsNode;
let url: string;
const of = parcel("1");

beforeEach(async () => {
  node = new CustomsNode().open();
  ({ url } = await start({ node }));
});

const call = <T = Members>(method: string, params: Members) =>
  result<T>(url, `customs_${method}`, params);
const { list: listKey } = of.keys;

test("customs_list by id, by declarant and number, and by the number of customs", async () => {
  const id = toHex(node.release(of));
  const found = await call("list", { id });
  expect(found).toMatchObject({
    list: { status: "released", receipt: "800", invtNo: INVT_NO, copNo: "L-1" },
    bill: { status: "open", valueAdded: "1911", voided: "0", assureCode: CODES.platform },
    ...{ mismatches: [], returns: [], entryId: null, nextStep: null },
  });
  expect(found["history"]).toMatchObject([{ event: "new" }, { event: "match" }, { code: "800" }]);
  expect(await call("list", listKey)).toEqual(found);
  expect(await call("list", { number: INVT_NO })).toEqual(found);
  expect(await call("bill", { list: id })).toEqual(found["bill"]);
  expect(await call("list", { agentCode: CODES.declarant, copNo: "L-2" })).toBeNull();
});

test("a mismatch names both fields and where each comes from", async () => {
  for (const name of ["order", "waybill", "list"] as const) node.send(of, name);
  node.send(of, "payment", { amountPaid: 1n });
  expect(await call("list", listKey)).toMatchObject({
    list: { status: "mismatched" },
    mismatches: [
      {
        code: "AMOUNT_PAID",
        left: { source: "411", field: "amountPaid" },
        right: { source: "311", field: "acturalPaid" },
      },
    ],
  });
});

test("order, slip and waybill by their numbers, with the lists that wait for them", async () => {
  node.send(of, "list");
  for (const name of ["order", "payment", "waybill"] as const) {
    expect(await call(name, of.keys[name])).toBeNull();
    node.send(of, name);
    const found = await call<{ document: Members; lists: string[]; history: Json[] }>(
      name,
      of.keys[name],
    );
    expect(found.lists).toHaveLength(1);
    expect(found.history).toMatchObject([{ event: "new", place: 0 }]);
    expect(await call(name, { id: found.document["id"]! })).toMatchObject({ lists: found.lists });
  }
});

test("a document has to be named one way, and completely", async () => {
  const wrong: [string, Members][] = [
    ["order", {}],
    ["order", { ebpCode: CODES.platform }],
    ["payment", { payCode: CODES.payFirm }],
    ["waybill", { id: "00".repeat(32), logisticsCode: CODES.carrier, logisticsNo: "1" }],
    ["list", { copNo: "L-1" }],
    ["list", { id: "00".repeat(32), number: INVT_NO }],
    ["lists", {}],
    ["lists", { enterprise: CODES.declarant, inHandOf: "CN" }],
    ["entry", {}],
  ];
  for (const [method, params] of wrong) {
    const { error } = await ask(url, `customs_${method}`, params);
    expect(error?.data.code, JSON.stringify([method, params])).toBe("INVALID_PARAMS");
  }
});

test("customs_lists: those of an enterprise, and those that customs has in hand", async () => {
  for (const name of ["order", "payment", "waybill", "list"] as const) node.send(of, name);
  const numbers = async (params: Members) =>
    (await call<{ lists: Members[] }>("lists", params)).lists.map((one) => one["copNo"]);
  for (const enterprise of [CODES.declarant, CODES.platform]) {
    expect(await numbers({ enterprise })).toEqual(["L-1"]);
  }
  expect(await numbers({ inHandOf: "CN" })).toEqual(["L-1"]);
  const refusal = { code: "100", exception: undefined, preNo: undefined, invtNo: undefined };
  const { id } = (await call<{ list: Members }>("list", listKey)).list;
  const list = Uint8Array.from(Buffer.from(id as string, "hex"));
  node.do("customs-cn", "customs.list.receipt", { list, ...refusal });
  expect(await numbers({ inHandOf: "CN" })).toEqual([]);
});

test("records, rates, treasury, guarantee and the person's year", async () => {
  node.release(of);
  expect(await call("enterprise", { code: CODES.platform })).toMatchObject({
    ...{ participant: "platform-1", version: 1, terms: { kinds: ["platform", "guarantor"] } },
  });
  expect(await call("enterprises", { participant: "carrier-1" })).toMatchObject({
    ...{ enterprises: [{ code: CODES.carrier }], next: null },
  });
  const first = await call("commodities", { merchant: CODES.merchant, limit: 1 });
  expect(first).toMatchObject({ commodities: [{ itemNo: "LIP-7" }], next: "LIP-7" });
  const rest = { merchant: CODES.merchant, after: "LIP-7" };
  expect(await call("commodities", rest)).toMatchObject({
    commodities: [{ itemNo: "MILK/1" }],
    next: null,
  });
  expect(
    await call("commodities", { merchant: CODES.merchant, itemNo: MILK.itemNo }),
  ).toMatchObject({
    commodities: [{ terms: { gcode: MILK.gcode } }],
  });
  expect(await call("tariff", { country: "CN", gcode: MILK.gcode })).toMatchObject({
    ...{ heading: "19", version: 1, valueAdded: 1_300, versions: { recent: [{ version: 1 }] } },
  });
  expect(await call("tariff", { country: "CN", gcode: "8471300000" })).toBeNull();
  expect(await call("treasury", { country: "CN" })).toMatchObject({ country: "CN" });
  expect(await call("guarantee", { code: CODES.platform })).toMatchObject({
    ...{ deposited: "100000000", committed: "1911" },
  });
  const year = new Date().getUTCFullYear();
  const who = { country: "CN", person: toHex(person("buyer")), year };
  expect(await call("person", who)).toEqual({
    ...{ reserved: "0", used: "21000", limit: "2600000", left: "2579000" },
  });
});

test("customs_message: what a message was about", async () => {
  const { guid } = head();
  expect(await call("message", { guid })).toBeNull();
  const { id } = node.send(of, "order", {}, { guid });
  expect(await call("message", { guid })).toMatchObject({
    kind: "order",
    id: toHex(id as Uint8Array),
  });
});

test("customs_notices: what an agency published, page by page", async () => {
  for (const title of ["Notice 1", "Notice 2"]) {
    const text = { textHash: new Uint8Array(32), address: "https://customs.example/1" };
    const terms = { title, ...text, effectiveFrom: 20_000, supersedes: undefined };
    node.do("policy-cn", "customs.notice.publish", terms);
  }
  const page = await call("notices", { country: "CN", limit: 1 });
  expect(page).toMatchObject({ notices: [{ title: "Notice 1" }], next: 0 });
  const rest = await call("notices", { country: "CN", after: page["next"]! });
  expect(rest).toMatchObject({ notices: [{ title: "Notice 2" }], next: null });
});

test("statistics count what happened, and withhold the numbers of small groups", async () => {
  node.release(of);
  const month = monthOf(Date.now());
  expect(await call("statistics", { country: "CN", month })).toMatchObject({
    statistics: [
      {
        ...{ direction: "import", mode: "9610", mismatchRate: 0, p50: 0, p90: 0 },
        counts: { declared: 1, matched: 1, released: 1, value: "20000", tax: "1911" },
      },
    ],
    next: null,
  });
  const small = { chapter: "19", origin: "601", withheld: true, lists: null, value: null };
  expect(await call("goods", { country: "CN", month })).toMatchObject({ goods: [small] });
});

test("customs_entry: the lists of a declaration, by its number", async () => {
  const out = parcel("2");
  const outward = { direction: "export", currency: "502" };
  node.send(out, "order", { ...outward, buyer: undefined });
  node.send(out, "waybill", { direction: "export" });
  const without = { payment: undefined, assureCode: undefined, tradeMode: "9710" };
  const { id: list } = node.send(out, "list", { ...outward, ...without });
  const none = { exception: undefined, preNo: undefined, invtNo: undefined };
  node.do("customs-cn", "customs.list.receipt", { list, code: "800", ...none });
  const { id: summary } = node.do("declarant-1", "customs.summary.declare", {
    ...{ guid: head().guid, agentCode: CODES.declarant, copNo: "S-1", billNo: "784-1" },
    lists: [list],
  });
  const entryId = "514120260000000001";
  node.do("customs-cn", "customs.summary.enter", { summary, entryId });
  const found = await call("entry", { entryId });
  expect(found).toMatchObject({ copNo: "S-1", lists: [toHex(list as Uint8Array)], entryId });
  expect(await call("entry", { summary: found["id"]! })).toEqual(found);
  expect(await call("list", out.keys.list)).toMatchObject({ entryId });
});
