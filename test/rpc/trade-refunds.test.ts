import { beforeEach, expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import { formatAsset } from "../../src/primitives/asset-id.ts";
import { field } from "../../src/primitives/fields/index.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { CODES, MILK } from "../customs/port.ts";
import { CNY } from "./customs-node.ts";
import { ENTRY, ExportNode, SELLER, USD } from "./export-node.ts";
import { fitting } from "./fitting.ts";
import { ask, start } from "./harness.ts";

// Goal: exporters and tax authorities find by JSON-RPC what was claimed on what, by which receipts and invoices, and what is owed back.
// Method: exports of a port over JSON-RPC; every answer fits the schema of its method.

type Members = { [name: string]: Json };
let node: ExportNode;
let url: string;
const { merchant } = CODES;
const uuid = (bytes: Uint8Array): Json => field.uuid().toJson(bytes);

beforeEach(async () => {
  node = new ExportNode().open();
  ({ url } = await start({ node }));
});

const call = <T = Members>(method: string, params: Members) =>
  fitting<T>(url, `trade_${method}`, params);

test("trade_refund and trade_refunds: a claim, whose it is to act, what is owed back, and what happened", async () => {
  const list = node.exported();
  node.linked();
  const id = node.claimed(list, node.confirmed());
  const claims = async (params: Members) =>
    (await call<{ claims: Members[] }>("refunds", params)).claims.map((one) => one["id"]);
  const all = [{ enterprise: merchant }, { entryId: ENTRY }];
  for (const params of [...all, { inHandOf: "CN" }]) {
    expect(await claims(params), JSON.stringify(params)).toEqual([toHex(id)]);
  }
  node.paidOut(id);
  expect(await claims({ inHandOf: "CN" })).toEqual([]);
  node.comeBack(list, 3n);
  const demand = { claim: id, minor: 1_000n, reason: "ERROR" };
  node.do("tax-cn", "trade.refund.claw-back", demand);

  const found = await call("refund", { id: toHex(id) });
  expect(found).toMatchObject({
    claim: { status: "paid", paid: "91000", refund: "63700", owed: "28300", due: "28300" },
    ...{ asset: formatAsset(CNY), nextStep: null },
    history: [
      { event: "claim", minor: "91000", place: 0 },
      { event: "approve" },
      { event: "pay" },
      { event: "goods-back", minor: "27300" },
      { event: "claw-back", minor: "1000", reason: "ERROR" },
    ],
  });
  const [first] = found["history"] as Members[];
  expect(node.store.get(first!["proofKey"] as string)).toBeDefined();
  const later = await call("refund", { id: toHex(id), fromStep: 4 });
  expect(later["history"]).toMatchObject([{ event: "claw-back" }]);
  expect(await call("refund", { id: "00".repeat(32) })).toBeNull();
});

test("trade_claimed: what came back, is claimed, and is left of each line", async () => {
  const list = node.exported();
  node.linked();
  const none = { declared: "1000000", returned: "0", claimed: "0", left: "1000000" };
  const params = { list: toHex(list) };
  expect(await call("claimed", params)).toEqual({ lines: [none], claims: [] });
  const id = node.claimed(list, node.confirmed(), 6n);
  node.comeBack(list, 1n);
  const some = { ...none, returned: "100000", claimed: "600000", left: "300000" };
  expect(await call("claimed", params)).toEqual({ lines: [some], claims: [toHex(id)] });
  expect(await call("claimed", { list: "00".repeat(32) })).toBeNull();
});

test("trade_invoice and trade_invoices: by id and as they are printed, of a buyer and in hand", async () => {
  const id = node.confirmed();
  const open = node.filed("00560002");
  const named = { seller: SELLER, code: "4400231130", number: "00560001" };
  const found = await call("invoice", named);
  expect(found).toMatchObject({ status: "confirmed", net: "700000", claimed: "0", country: "CN" });
  expect(await call("invoice", { id: toHex(id) })).toEqual(found);
  const digital = { seller: SELLER, number: "23442000000012345678" };
  expect(await call("invoice", digital)).toBeNull();
  type Invoices = { invoices: Members[]; next: string | null };
  const inHand = await call<Invoices>("invoices", { inHandOf: "CN" });
  expect(inHand).toMatchObject({ invoices: [{ id: toHex(open) }], next: null });
  const first = await call<Invoices>("invoices", { buyer: merchant, limit: 1 });
  const rest = await call<Invoices>("invoices", { buyer: merchant, after: first.next });
  const ids = [...first.invoices, ...rest.invoices].map((one) => one["id"]);
  expect(ids).toEqual([toHex(id), toHex(open)].sort());
});

test("trade_receipts: of a declaration, of one exporter in it, and of a payment", async () => {
  const list = node.exported();
  const uetr = node.paid(150_000n);
  const payment = { uetr: uuid(uetr) };
  const asset = formatAsset(USD);
  expect(await call("receipts", payment)).toEqual({
    ...{ exports: [], payment: { received: { asset, minor: "150000" }, linked: "0" }, next: null },
  });
  const body = { code: merchant, entryId: ENTRY, uetr, minor: 100_000n };
  node.do("merchant-1", "trade.receipt.link", body);
  node.claimed(list, node.confirmed(), 5n);
  const found = await call("receipts", { entryId: ENTRY });
  expect(found).toMatchObject({
    exports: [
      {
        ...{ code: merchant, receipts: [payment], sums: [{ asset, minor: "100000" }] },
        claimed: [{ currency: "502", fob: "50000" }],
      },
    ],
    ...{ payment: null, next: null },
  });
  expect(await call("receipts", { entryId: ENTRY, enterprise: merchant })).toEqual(found);
  const { exports } = found;
  expect(await call("receipts", payment)).toMatchObject({ exports, payment: { linked: "100000" } });
  const other = { entryId: ENTRY, enterprise: CODES.platform };
  expect(await call("receipts", other)).toMatchObject({ exports: [] });
  const unpaid = { uetr: "8a562c67-ca16-48ba-b074-65581be6f001" };
  expect(await call("receipts", unpaid)).toMatchObject({ exports: [], payment: null });
});

test("trade_refundRate: by the longest heading that had one at the time", async () => {
  const of = { country: "CN", gcode: MILK.gcode };
  const versions = { heading: "19", recent: [{ version: 1, rate: 1_300 }] };
  const found = { heading: "19", version: 1, rate: 1_300, versions };
  expect(await call("refundRate", of)).toMatchObject(found);
  expect(await call("refundRate", { ...of, timeMs: 1 })).toBeNull();
  expect(await call("refundRate", { country: "CN", gcode: "8471300000" })).toBeNull();
});

test("what is asked for has to be named one way, and completely", async () => {
  const id = "00".repeat(32);
  const wrong: [string, Members][] = [
    ["refund", {}],
    ["refunds", {}],
    ["refunds", { enterprise: merchant, inHandOf: "CN" }],
    ["invoice", {}],
    ["invoice", { seller: SELLER }],
    ["invoice", { id, code: "4400231130" }],
    ["invoices", { buyer: merchant, inHandOf: "CN" }],
    ["receipts", {}],
    ["receipts", { enterprise: merchant }],
    ["receipts", { entryId: ENTRY, uetr: "8a562c67-ca16-48ba-b074-65581be6f001" }],
    ["claimed", {}],
    ["refundRate", { country: "CN" }],
  ];
  for (const [method, params] of wrong) {
    const { error } = await ask(url, `trade_${method}`, params);
    expect(error?.data.code, JSON.stringify([method, params])).toBe("INVALID_PARAMS");
  }
});
