import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";

import { toHex } from "../../src/primitives/bytes.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { methods } from "../../src/rpc/table.ts";
import { CODES, MILK, newGuid, ONE, parcel } from "../customs/port.ts";
import { idOf, milk } from "../trade/mall/mall-ledger.ts";
import { ask, result, start } from "./harness.ts";
import { addressOf, BUYER, MallNode, PARTNER } from "./mall-node.ts";

// Goal: whoever sells, buys, keeps money or carries sees what is offered, where an order's money is, and the whole way of a parcel, and
// can prove each step of it.
// Method: a mall at a port over JSON-RPC; every answer is compared with its method's schema.

type Members = { [name: string]: Json };
interface Entry {
  readonly document: string;
  readonly event: string;
  readonly code: string | null;
  readonly asset: string | null;
  readonly height: number;
  readonly proofKey: string;
}
interface Way {
  readonly state: string;
  readonly documents: { readonly document: string; readonly number: string }[];
  readonly batches: Members[];
  readonly path: Entry[];
  readonly next: string | null;
}
let node: MallNode;
let url: string;

beforeEach(async () => {
  node = new MallNode().open();
  ({ url } = await start({ node }));
});

async function call<T = Members>(method: string, params: Members): Promise<T> {
  const answer = await result<T>(url, method, params);
  const { result: schema } = methods.find(({ name }) => name === method)!;
  expect(z.fromJSONSchema(schema).safeParse(answer).error?.message, method).toBeUndefined();
  return answer;
}
const ofParcel = (no: string, more: Members = {}): Promise<Way> =>
  call("customs_track", { logisticsCode: CODES.carrier, logisticsNo: `W-${no}`, ...more });
const ofOrder = (no: string, more: Members = {}): Promise<Way> =>
  call("customs_track", { ebpCode: CODES.platform, orderNo: `O-${no}`, ...more });
const orderAt = (no: string, more: Members = {}) =>
  call("trade_order", { ebpCode: CODES.platform, orderNo: `O-${no}`, ...more });
const told = ({ path }: Way): string[] =>
  path.map(({ document, event, code }) => [document, event, code ?? ""].join(" ").trim());

describe("what is offered", () => {
  const numbers = (page: Members) =>
    (page["listings"] as Members[]).map(({ listingNo }) => listingNo);

  test("trade_listings page by page, of a platform or a merchant there", async () => {
    for (const listingNo of ["SKU-2", "SKU 3/b"]) node.list({ listingNo });
    const whole = await call("trade_listings", { platform: CODES.platform });
    expect(numbers(whole)).toEqual(["SKU 3/b", "SKU-2", "SKU-MILK"]);
    const here = { platform: CODES.platform, merchant: CODES.merchant };
    const first = await call("trade_listings", { ...here, limit: 2 });
    expect(numbers(first)).toEqual(["SKU 3/b", "SKU-2"]);
    const rest = await call("trade_listings", { ...here, limit: 2, after: first["next"]! });
    expect(rest).toMatchObject({ listings: [{ listingNo: "SKU-MILK" }], next: null });
    expect(await call("trade_listings", { platform: CODES.declarant })).toEqual({
      ...{ listings: [], next: null },
    });
  });

  test("what is withdrawn is not offered, and its merchant sees it still", async () => {
    const key = { ebcCode: CODES.merchant, listingNo: "SKU-MILK" };
    node.do("merchant-1", "trade.listing.withdraw", key);
    expect(numbers(await call("trade_listings", { platform: CODES.platform }))).toEqual([]);
    const own = await call("trade_listings", { merchant: CODES.merchant });
    expect(own).toMatchObject({ listings: [{ status: "withdrawn", version: 2 }] });
  });

  test("trade_listing tells a buyer's own price only if asked for it", async () => {
    const key = { ebcCode: CODES.merchant, listingNo: "SKU-MILK" };
    const terms = { price: 7_000n, least: 10n * ONE, until: undefined };
    node.do("merchant-1", "trade.price.set", { ...key, buyer: BUYER, terms });
    expect(await call("trade_listing", key)).toMatchObject({
      ...{ listing: { price: "10000" }, price: null },
    });
    expect(await call("trade_listing", { ...key, buyer: BUYER })).toMatchObject({
      price: { price: "7000", least: "1000000" },
    });
    expect(await call("trade_listing", { ...key, buyer: PARTNER })).toMatchObject({ price: null });
    expect(await call("trade_listing", { ...key, listingNo: "SKU-9" })).toBeNull();
  });
});

describe("an order", () => {
  test("trade_order: steps with the money at each, and how far customs is", async () => {
    const id = node.place("1");
    expect(await orderAt("1")).toMatchObject({
      order: { id, status: "placed", whole: { goods: "20500", tax: "1820" } },
      customs: { status: "live", list: null, listStatus: null },
      steps: [{ step: "place", place: 0 }],
    });
    node.payFor("1");
    const list = node.clear("1");
    expect(await orderAt("1")).toMatchObject({
      ...{ order: { status: "paid" }, customs: { list: toHex(list), listStatus: "matched" } },
      steps: [{ step: "place" }, { step: "pay", money: { goods: "20500" }, by: addressOf(BUYER) }],
    });
    expect(await call("trade_order", { id })).toEqual(await orderAt("1"));
    const late = await orderAt("1", { fromStep: 1 });
    expect(late).toMatchObject({ steps: [{ step: "pay", place: 1 }], nextStep: null });
    expect(await orderAt("2")).toBeNull();
  });

  test("trade_orders: those that an account pays, page by page", async () => {
    const placed = ["1", "2", "3"].map((no) => node.place(no)).sort();
    const found = async (more: Members) => {
      const page = await call("trade_orders", { account: BUYER, ...more });
      return [(page["orders"] as Members[]).map(({ id }) => id), page["next"]];
    };
    expect(await found({})).toEqual([placed, null]);
    expect(await found({ limit: 2 })).toEqual([placed.slice(0, 2), placed[1]]);
    expect(await found({ limit: 2, after: placed[1]! })).toEqual([placed.slice(2), null]);
    expect((await call("trade_orders", { account: PARTNER }))["orders"]).toEqual([]);
  });

  test("trade_escrow: what is kept for all orders together", async () => {
    const of = { account: "payfirm-1", asset: "CNY@gateway-cn" };
    expect(await call("trade_escrow", of)).toMatchObject({ inEscrow: "0" });
    for (const no of ["1", "2"]) node.place(no);
    for (const no of ["1", "2"]) node.payFor(no);
    expect(await call("trade_escrow", of)).toMatchObject({
      ...{ account: addressOf("payfirm-1"), inEscrow: (2n * 22_320n).toString() },
    });
  });
});

describe("customs_track", () => {
  test("the whole way of a parcel of a mall, in order of time", async () => {
    node.sent("1");
    for (const status of ["collected", "departed", "delivered"]) node.tell("1", status);
    node.do(BUYER, "trade.order.accept", { order: idOf("1") });
    const way = await ofParcel("1");
    expect(told(way)).toEqual([
      ...["trade-order place", "trade-order pay", "payment credited", "slip new", "waybill new"],
      ...["list new", "list match 3", "list receipt 800", "trade-order ship 440196000C/W-1"],
      ...["waybill status collected", "waybill status departed", "waybill status delivered"],
      "trade-order accept",
    ]);
    expect(way.state).toBe("done");
    const [placed, paid, credited] = way.path;
    expect(placed).toMatchObject({ by: addressOf("platform-1"), escrow: "0" });
    expect(paid).toMatchObject({ money: "22320", escrow: "22320", by: addressOf(BUYER) });
    expect(credited).toMatchObject({ money: "22320", asset: paid!.asset });
    const heights = way.path.map(({ height }) => height);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(await ofOrder("1")).toEqual(way);
  });

  test("every entry has a key that state_proof proves", async () => {
    node.sent("1");
    const { path } = await ofParcel("1");
    // A state is proved by the header above it.
    const chain = setInterval(() => node.commit(), 50);
    try {
      for (const { proofKey } of path) {
        const proved = await result<Members>(url, "state_proof", { key: proofKey });
        expect(proved["value"], proofKey).toBe(toHex(node.store.get(proofKey)!));
      }
    } finally {
      clearInterval(chain);
    }
  });

  test.each([1, 2, 5, 100])("page by page, %i at a time, it is the same", async (limit) => {
    node.sent("1");
    node.tell("1", "collected");
    const whole = (await ofParcel("1")).path;
    const found: Entry[] = [];
    let after: string | null = null;
    do {
      const page: Way = await ofParcel("1", { limit, ...(after === null ? {} : { after }) });
      expect(page.path.length).toBeLessThanOrEqual(limit);
      found.push(...page.path);
      after = page.next;
    } while (after !== null);
    expect(found).toEqual(whole);
  });

  test("what happens while it is read comes on a later page", async () => {
    node.place("1");
    node.payFor("1");
    const first = await ofOrder("1", { limit: 1 });
    node.clear("1");
    const rest = await ofOrder("1", { after: first.next! });
    const all = (await ofOrder("1")).path;
    expect([...first.path, ...rest.path]).toEqual(all);
  });

  test("of a declared order that no mall placed its history is told", async () => {
    node.release(parcel("5"));
    const way = await ofParcel("5");
    expect(told(way).slice(0, 4)).toEqual(["order new", "slip new", "waybill new", "list new"]);
    expect(way.state).toBe("released");
    expect(way.documents.map(({ document, number }) => `${document} ${number}`)).toEqual([
      ...[`order ${CODES.platform}/O-5`, `slip ${CODES.payFirm}/P-5`],
      ...[`waybill ${CODES.carrier}/W-5`, `list ${CODES.declarant}/L-5`],
    ]);
  });

  test("of an export the number of its declaration is told", async () => {
    const out = parcel("6");
    const outward = { direction: "export", currency: "502" };
    node.send(out, "order", { ...outward, buyer: undefined });
    node.send(out, "waybill", { direction: "export" });
    const without = { payment: undefined, assureCode: undefined, tradeMode: "9710" };
    const { id: list } = node.send(out, "list", { ...outward, ...without });
    node.receipt(list as Uint8Array, "800");
    const { id: summary } = node.do("declarant-1", "customs.summary.declare", {
      ...{ guid: newGuid(), agentCode: CODES.declarant, copNo: "S-1", billNo: "784-1" },
      lists: [list],
    });
    const declaration = { document: "summary", number: `${CODES.declarant}/S-1` };
    const last = async () => (await ofParcel("6")).documents.at(-1);
    expect(await last()).toMatchObject({ ...declaration, status: "not entered" });
    const entryId = "514120260000000001";
    node.do("customs-cn", "customs.summary.enter", { summary, entryId });
    expect(await last()).toMatchObject({ ...declaration, status: entryId });
  });

  test("where it is, in a word", async () => {
    const state = async () => (await ofOrder("1")).state;
    node.place("1");
    expect(await state()).toBe("ordered");
    node.payFor("1");
    expect(await state()).toBe("paid");
    const list = node.clear("1");
    expect(await state()).toBe("declared");
    node.receipt(list, "500");
    expect(await state()).toBe("inspection");
    node.receipt(list, "399");
    node.receipt(list, "800");
    expect(await state()).toBe("released");
    node.ship("1");
    expect(await state()).toBe("sent");
    node.tell("1", "departed");
    expect(await state()).toBe("on-the-way");
    node.tell("1", "delivered");
    expect(await state()).toBe("delivered");
    const back = { guid: newGuid(), list, lines: [{ line: 0, quantity: 2n * ONE }] };
    node.do("declarant-1", "customs.list.return", back);
    expect(await state()).toBe("returning");
    node.do("customs-cn", "customs.list.return.decide", { list, place: 0, approve: true });
    node.do("customs-cn", "customs.list.return.arrive", { list, place: 0 });
    expect(await state()).toBe("returned");
    node.place("2");
    node.do(BUYER, "trade.order.cancel", { order: idOf("2"), reason: "OTHER" });
    expect((await ofOrder("2")).state).toBe("cancelled");
    node.waybill("3");
    expect((await ofParcel("3")).state).toBe("announced");
    node.tell("3", "lost");
    expect((await ofParcel("3")).state).toBe("lost");
  });

  test("an order that went in two parcels has both, a parcel only its own", async () => {
    node.place("1", [milk(2n)]);
    node.payFor("1");
    node.receipt(node.clear("1"), "800");
    node.ship("1", 1n);
    node.waybill("2");
    const other = { logisticsCode: CODES.carrier, logisticsNo: "W-2" };
    const lines = [{ line: 0, quantity: ONE }];
    node.do("warehouse-1", "trade.order.ship", { order: idOf("1"), ...other, lines });
    for (const no of ["1", "2"]) node.tell(no, "collected");
    const waybills = ({ documents }: Way) =>
      documents.filter(({ document }) => document === "waybill").map(({ number }) => number);
    const [both, one] = ["W-1", "W-2"].map((no) => `${CODES.carrier}/${no}`);
    expect(waybills(await ofOrder("1"))).toEqual([both, one]);
    expect(waybills(await ofParcel("2"))).toEqual([one]);
    node.tell("1", "delivered");
    expect((await ofOrder("1")).state).toBe("on-the-way");
    expect((await ofParcel("1")).state).toBe("delivered");
  });

  test("batches that are in the parcel are named, and whether one is recalled", async () => {
    node.sent("1");
    const { id: batch } = node.do("merchant-1", "trade.batch.create", {
      ...{ producer: CODES.merchant, batchNo: "B-1", itemNo: MILK.itemNo, made: 20_000 },
      ...{ origin: "601", quantity: 10n * ONE },
    });
    const waybill = { logisticsCode: CODES.carrier, logisticsNo: "W-1" };
    const code = new Uint8Array(16).fill(7);
    node.do("merchant-1", "trade.batch.pack", { batch, quantity: 2n * ONE, waybill, code });
    const inside = { batch: toHex(batch as Uint8Array), batchNo: "B-1", quantity: "200000" };
    const way = await ofParcel("1");
    expect(way.batches).toMatchObject([{ ...inside, recalled: false }]);
    expect(told(way)).toContain("batch pack");
    expect(JSON.stringify(way)).not.toContain("07".repeat(16)); // what is printed inside is not told
    const notice = new Uint8Array(32);
    node.do("merchant-1", "trade.batch.recall", { batch, reason: "DEFECT", notice });
    expect((await ofParcel("1")).batches).toMatchObject([{ ...inside, recalled: true }]);
  });

  test("nobody has spoken of it: null", async () => {
    expect(await ofParcel("9")).toBeNull();
    expect(await ofOrder("9")).toBeNull();
  });
});

test("what is asked for has to be named one way, and completely", async () => {
  const both = { ebpCode: CODES.platform, orderNo: "O-1" };
  const wrong: [string, Members][] = [
    ["trade_listings", {}],
    ["trade_listings", { merchant: CODES.merchant, after: `${CODES.platform}/00` }],
    ["trade_listings", { platform: CODES.platform, after: "next" }],
    ["trade_order", {}],
    ["trade_order", { ebpCode: CODES.platform }],
    ["trade_order", { id: "00".repeat(32), ...both }],
    ["customs_track", {}],
    ["customs_track", { logisticsCode: CODES.carrier }],
    ["customs_track", { ...both, logisticsCode: CODES.carrier, logisticsNo: "W-1" }],
    ["customs_track", { ...both, logisticsCode: CODES.carrier }],
    ["customs_track", { ...both, after: "1/list" }],
  ];
  for (const [method, params] of wrong) {
    const { error } = await ask(url, method, params);
    expect(error?.data.code, JSON.stringify([method, params])).toBe("INVALID_PARAMS");
  }
});
