import { beforeEach, expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { CODES, LIPSTICK, MILK, ONE } from "../customs/port.ts";
import {
  approval,
  back,
  BOX,
  boxes,
  boxOf,
  idOf,
  OTHER_WAREHOUSE,
  saleOf,
  SHELF,
  shelfOf,
  shipment,
  swap,
} from "../trade/stock/warehouse-ledger.ts";
import { fitting } from "./fitting.ts";
import { ask, start } from "./harness.ts";
import { StockNode } from "./stock-node.ts";

// Goal: merchants, warehouses and malls find by JSON-RPC what lies where, what waits for them, and what became of an order.
// Method: a port with stock over JSON-RPC; every answer fits the schema of its method.

type Members = { [name: string]: Json };
let node: StockNode;
let url: string;

beforeEach(async () => {
  node = new StockNode().open();
  ({ url } = await start({ node }));
});

const call = <T = Members>(method: string, params: Members) =>
  fitting<T>(url, `trade_${method}`, params);
const { warehouse, merchant } = CODES;
type Shelves = { shelves: Members[]; next: string | null };
const articlesOf = async (params: Members) =>
  (await call<Shelves>("stock", params)).shelves.map((one) => one["itemNo"]);

test("trade_stock: a shelf, and those of a warehouse, a merchant and an article, page by page", async () => {
  node.receive(5n);
  node.receive(3n, LIPSTICK.itemNo);
  node.receive(2n, MILK.itemNo, OTHER_WAREHOUSE);
  node.do("merchant-1", "trade.sale.import", saleOf("1"));
  const one = await call<Shelves>("stock", SHELF);
  expect(one.shelves).toMatchObject([{ onHand: "500000", reserved: "200000", free: "300000" }]);
  expect(await call("stock", shelfOf("CREAM"))).toEqual({ shelves: [], next: null });

  expect(await articlesOf({ warehouse })).toEqual([LIPSTICK.itemNo, MILK.itemNo]);
  expect(await articlesOf({ warehouse: OTHER_WAREHOUSE, merchant })).toEqual([MILK.itemNo]);
  expect(await articlesOf({ merchant })).toEqual([LIPSTICK.itemNo, MILK.itemNo, MILK.itemNo]);
  expect(await articlesOf({ merchant, itemNo: MILK.itemNo })).toHaveLength(2);
  for (const where of [{ warehouse }, { merchant }]) {
    const first = await call<Shelves>("stock", { ...where, limit: 1 });
    expect(first.shelves).toMatchObject([{ itemNo: LIPSTICK.itemNo }]);
    const rest = await call<Shelves>("stock", { ...where, after: first.next });
    expect(rest.shelves[0]).toMatchObject({ itemNo: MILK.itemNo });
    expect(rest.next).toBeNull();
  }
});

test("trade_stock: what waits for goods, and for a decision on a count", async () => {
  node.receive(5n);
  node.receive(5n, LIPSTICK.itemNo);
  const rule = { least: 6n * ONE, target: 20n * ONE };
  node.do("merchant-1", "trade.stock.rule.set", { ...SHELF, rule });
  const counted = { ...shelfOf(LIPSTICK.itemNo), counted: 4n * ONE, reference: "C-1" };
  node.do("warehouse-1", "trade.stock.count", counted);
  for (const where of [{ warehouse }, { merchant }, { warehouse, merchant }]) {
    const short = await call<Shelves>("stock", { ...where, waiting: "replenishing" });
    expect(short.shelves).toMatchObject([
      { itemNo: MILK.itemNo, replenishment: { quantity: "1500000", status: "open" }, count: null },
    ]);
    const open = await call<Shelves>("stock", { ...where, waiting: "counting" });
    expect(open.shelves).toMatchObject([
      { itemNo: LIPSTICK.itemNo, count: { counted: "400000", expected: "500000" } },
    ]);
  }
});

test("trade_stock: what waits for a code as a warehouse is not what waits for it as a merchant", async () => {
  const store = { code: "440196000B", country: "CN", name: "Store" };
  node.do("warehouse-1", "customs.enterprise.file", { ...store, kinds: ["warehouse"] });
  const approved = { version: 1, decision: "approve", reason: undefined };
  node.do("customs-cn", "customs.enterprise.decide", { code: store.code, ...approved });
  const shelf = shelfOf(MILK.itemNo, store.code);
  const rule = { least: 6n * ONE, target: 20n * ONE };
  node.do("merchant-1", "trade.stock.rule.set", { ...shelf, rule });
  const waiting = "replenishing";
  expect(await articlesOf({ warehouse: store.code, waiting })).toEqual([MILK.itemNo]);
  expect(await articlesOf({ merchant: store.code, waiting })).toEqual([]);
});

test("movements, counts and replenishments of a shelf, in their order, with how each is proved", async () => {
  const rule = { least: ONE, target: 20n * ONE };
  node.do("merchant-1", "trade.stock.rule.set", { ...SHELF, rule });
  node.receive(5n);
  const out = { ...SHELF, quantity: ONE, reason: "sample", reference: "D-1" };
  node.do("warehouse-1", "trade.stock.dispatch", out);
  const counted = { ...SHELF, counted: 3n * ONE, reference: "C-1" };
  const { place } = node.do("warehouse-1", "trade.stock.count", counted);
  node.do("merchant-1", "trade.stock.count.decide", { ...SHELF, place, approve: true });

  const all = await call<{ movements: Members[] }>("movements", SHELF);
  expect(all).toMatchObject({
    movements: [
      { kind: "receive", onHand: "500000", place: 0 },
      { kind: "dispatch", onHand: "400000", code: "sample" },
      { kind: "count-less", onHand: "300000", reference: "C-1" },
    ],
    ...{ count: 3, next: null },
  });
  const key = all.movements[1]!["proofKey"] as string;
  expect(node.store.get(key)).toBeDefined();
  const page = await call("movements", { ...SHELF, fromPlace: 1, limit: 1 });
  expect(page).toMatchObject({ movements: [{ kind: "dispatch" }], next: 2 });
  expect(await call("movements", { ...SHELF, fromPlace: 9 })).toMatchObject({ movements: [] });
  expect(await call("movements", shelfOf("CREAM"))).toMatchObject({ movements: [], count: 0 });

  expect(await call("counts", SHELF)).toMatchObject({
    ...{ counts: [{ status: "approved", expected: "400000", place: 0 }], count: 1, next: null },
  });
  expect(await call("replenishments", SHELF)).toMatchObject({
    ...{ replenishments: [{ status: "open", quantity: "2000000" }], count: 1 },
  });
});

test("trade_transfers: of either warehouse and the merchant, all or on their way", async () => {
  node.receive(5n);
  const body = { ...SHELF, to: OTHER_WAREHOUSE, quantity: 2n * ONE, reference: "T-1" };
  const { id } = node.do("warehouse-1", "trade.stock.transfer", body) as { id: Uint8Array };
  type Transfers = { transfers: Members[] };
  for (const enterprise of [warehouse, OTHER_WAREHOUSE, merchant]) {
    const { transfers } = await call<Transfers>("transfers", { enterprise, underWay: true });
    expect(transfers).toMatchObject([{ id: toHex(id), status: "sent", quantity: "200000" }]);
  }
  node.do("warehouse-1", "trade.stock.transfer.receive", { transfer: id, received: ONE });
  const rest = await call<Transfers>("transfers", { enterprise: merchant, underWay: true });
  expect(rest.transfers).toEqual([]);
  const one = await call<Transfers>("transfers", { id: toHex(id) });
  expect(one.transfers).toMatchObject([{ status: "received", received: "100000" }]);
  expect(await call("transfers", { enterprise: merchant })).toEqual(one);
  expect(await call("transfers", { id: "00".repeat(32) })).toEqual({ transfers: [], next: null });
});

test("trade_bundles: versions, what is in each, and which one is sold now", async () => {
  const now = Date.now();
  node.do("merchant-1", "trade.bundle.define", boxOf());
  node.do("merchant-1", "trade.bundle.define", boxOf({ from: now + 86_400_000 }));
  node.do("merchant-1", "trade.bundle.define", boxOf({ bundleNo: "BOX-2" }));
  const first = await call("bundles", { merchant, limit: 1 });
  expect(first).toMatchObject({
    bundles: [
      {
        ...{ bundleNo: BOX, versions: 2, inForce: 1 },
        recent: [
          { version: 1, from: 1, until: null, parts: [{ weight: "3" }, { weight: "1" }] },
          { version: 2 },
        ],
      },
    ],
    next: BOX,
  });
  const rest = await call("bundles", { merchant, after: BOX });
  expect(rest).toMatchObject({ bundles: [{ bundleNo: "BOX-2" }], next: null });
  node.do("merchant-1", "trade.bundle.end", { merchant, bundleNo: BOX });
  const ended = await call("bundles", { merchant, bundleNo: BOX });
  expect(ended).toMatchObject({ bundles: [{ inForce: null, recent: [{ version: 1 }] }] });
  expect(await call("bundles", { merchant, bundleNo: "BOX-9" })).toMatchObject({ bundles: [] });
});

test("trade_sale: by id and by the mall's number, with parcels, returns and history", async () => {
  node.receive(10n);
  node.receive(10n, LIPSTICK.itemNo);
  node.do("merchant-1", "trade.bundle.define", boxOf());
  node.approved("1", { lines: [boxes(1n, 10_001n)] });
  node.do("warehouse-1", "trade.sale.ship", shipment("1", 2n, 1n));
  node.do("warehouse-1", "trade.sale.return", back("1", 1, 1n));
  node.do("warehouse-1", "trade.sale.exchange", swap("1", 0, 1n));
  const found = await call("sale", { id: toHex(idOf("1")) });
  expect(found).toMatchObject({
    sale: {
      ...{ status: "shipping", shipments: 1, returns: 2 },
      lines: [
        { itemNo: MILK.itemNo, total: "7500", returned: "100000" },
        { itemNo: LIPSTICK.itemNo, total: "2501", refunded: "2501" },
        { itemNo: MILK.itemNo, total: "3750", insteadOf: 0 },
      ],
    },
    shipments: [{ logisticsNo: "W-1" }],
    returns: [{ worth: "2501", instead: null }, { instead: 2 }],
    nextStep: null,
  });
  const steps = found["history"] as Members[];
  expect(steps.map((one) => one["step"])).toEqual([
    ...["import", "approve", "ship", "return", "exchange"],
  ]);
  const named = { merchant, mall: "天猫国际", externalNo: "1" };
  expect(await call("sale", named)).toEqual(found);
  const later = await call("sale", { ...named, fromStep: 3 });
  expect(later["history"]).toMatchObject([{ step: "return" }, { step: "exchange" }]);
  expect(await call("sale", { ...named, externalNo: "2" })).toBeNull();
});

test("trade_sales: of everybody with a part in them, in screening, to be sent, and in a parcel", async () => {
  node.receive(10n);
  const sales = async (params: Members) =>
    (await call<{ sales: Members[] }>("sales", params)).sales.map((one) => one["externalNo"]);
  node.do("merchant-1", "trade.sale.import", saleOf("1", { platform: CODES.platform }));
  for (const code of [merchant, warehouse, CODES.platform]) {
    expect(await sales({ enterprise: code })).toEqual(["1"]);
    expect(await sales({ inScreeningOf: code })).toEqual(["1"]);
  }
  expect(await sales({ toShipOf: warehouse })).toEqual([]);
  node.do("warehouse-1", "trade.sale.decide", approval("1"));
  expect(await sales({ inScreeningOf: merchant })).toEqual([]);
  expect(await sales({ toShipOf: warehouse })).toEqual(["1"]);
  node.do("warehouse-1", "trade.sale.ship", shipment("1", 2n));
  expect(await sales({ toShipOf: warehouse })).toEqual([]);
  const parcel = { logisticsCode: CODES.carrier, logisticsNo: "W-1" };
  expect(await sales(parcel)).toEqual(["1"]);
});

test("who and what is asked for has to be named one way, and completely", async () => {
  const wrong: [string, Members][] = [
    ["stock", {}],
    ["stock", { warehouse, itemNo: MILK.itemNo }],
    ["stock", { merchant, itemNo: MILK.itemNo, waiting: "counting" }],
    ["stock", { merchant, after: "participant" }],
    ["movements", { warehouse, merchant }],
    ["transfers", {}],
    ["transfers", { enterprise: merchant, id: "00".repeat(32) }],
    ["sale", {}],
    ["sale", { merchant, externalNo: "1" }],
    ["sale", { id: "00".repeat(32), externalNo: "1" }],
    ["sales", {}],
    ["sales", { enterprise: merchant, toShipOf: warehouse }],
    ["sales", { logisticsCode: CODES.carrier }],
  ];
  for (const [method, params] of wrong) {
    const { error } = await ask(url, `trade_${method}`, params);
    expect(error?.data.code, JSON.stringify([method, params])).toBe("INVALID_PARAMS");
  }
});

test("trade_salePlatforms: who may bring in a merchant's orders, until the merchant ends it", async () => {
  const allow = { merchant, platform: CODES.platform, allow: true };
  node.do("merchant-1", "trade.sale.allow", allow);
  const { platforms } = await call<{ platforms: Members[] }>("salePlatforms", { merchant });
  expect(platforms).toMatchObject([{ platform: CODES.platform }]);
  const behind = { merchant, after: CODES.platform };
  expect(await call("salePlatforms", behind)).toEqual({ platforms: [], next: null });
  node.do("merchant-1", "trade.sale.allow", { ...allow, allow: false });
  expect(await call("salePlatforms", { merchant })).toEqual({ platforms: [], next: null });
});
