import { beforeEach, describe, expect, test } from "vitest";

import { addPortal } from "../../src/portal/portal.ts";
import { CODES, MILK } from "../customs/port.ts";
import { start } from "../rpc/harness.ts";
import { DairyNode } from "../rpc/dairy-node.ts";
import { MallNode } from "../rpc/mall-node.ts";
import { milk } from "../trade/mall/mall-ledger.ts";

// Goal: a person without an account reads where goods come from, and a country's statistics; whatever somebody wrote into the ledger is
// text to the browser, and whatever is asked for gets a page that says what to do.
// Method: pages over real HTTP from a server on a real ledger.

interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}
let url: string;

async function get(path: string, headers: Record<string, string> = {}): Promise<Got> {
  const answer = await fetch(`${url}${path}`, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** What a reader sees: no tags, single spaces. */
const seen = ({ text }: Got): string =>
  text
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

describe("the page of a parcel", () => {
  let node: DairyNode;
  beforeEach(async () => {
    node = new DairyNode();
    node.open();
    node.waybill("1");
    ({ url } = await start({ node, extend: addPortal }));
  });

  test("shows goods, producer, batch, all that happened, and the keys that prove it", async () => {
    const [part] = node.split(node.create("LOT-1"), ["LOT-1/A"]);
    node.tell(part!, "stored", "warehouse-1", { code: "COLD-3" });
    const page = await get(`/trace/${node.pack(part!, "1")}`);
    expect(page.status).toBe(200);
    expect(page.headers.get("cache-control")).toBe("max-age=10");
    const text = seen(page);
    for (const one of ["Nobody has recalled these goods", MILK.itemNo, CODES.merchant]) {
      expect(text).toContain(one);
    }
    expect(text).toMatch(/Batch LOT-1\/A Made on 2024-10-04/);
    expect(text).toMatch(/Put on the ledger by its producer .*Split off.*Stored .*note: COLD-3/);
    expect(text).toMatch(/Made from batches LOT-1, 2024-10-04/);
    expect(page.text).toMatch(/<code>trade\/batch-parcel\/[0-9a-f]{64}\/0{9}<\/code>/);
  });

  test("says before all else that goods are recalled, by whom and why, if a batch that they were made from is", async () => {
    const lot = node.create("LOT-1");
    const [part] = node.split(lot, ["LOT-1/A"]);
    const code = node.pack(part!, "1");
    node.recall(lot);
    const text = seen(await get(`/trace/${code}`));
    expect(text).toMatch(
      /do not use them Batch LOT-1: contamination, recalled by merchant-1, since 20.*Goods/,
    );
    expect(text).not.toContain("Nobody has recalled");
  });

  test.each([
    ["of its own batch", true, "found these goods wanting"],
    ["of a batch that they were made from", false, "were made from failed an inspection"],
  ])("says that an inspection %s failed", async (_, isOwn, sentence) => {
    const lot = node.create("LOT-1");
    const [part] = node.split(lot, ["LOT-1/A"]);
    const code = node.pack(part!, "1");
    node.tell(isOwn ? part! : lot, "inspected-failed", "inspection-cn");
    expect(seen(await get(`/trace/${code}`))).toContain(sentence);
  });

  test("goes on to what does not fit one page, each event once", async () => {
    const lot = node.create("LOT-1");
    for (let at = 0; at < 120; at++) node.tell(lot, "other", "carrier-1", { code: `NOTE-${at}.` });
    const path = `/trace/${node.pack(lot, "1")}`;
    const first = await get(path);
    const [, next] = /href="([^"]*from=[1-9][^"]*)"/.exec(first.text)!;
    const second = await get(next!.replaceAll("&amp;", "&"));
    const notes = [first, second].flatMap((page) => seen(page).match(/NOTE-\d+\./g) ?? []);
    expect(notes).toEqual(Array.from({ length: 120 }, (_, at) => `NOTE-${at}.`));
    expect([first, second].map((page) => seen(page).includes("Go on"))).toEqual([true, false]);
  });

  test.each([
    ["no code at all", "/trace/milk", 400],
    ["a code of nothing", `/trace/${"ab".repeat(16)}`, 404],
    ["a place that is no number", `/trace/${"ab".repeat(16)}?from=x`, 400],
    ["a country of three letters", "/statistics?country=CHN", 400],
  ])("says what to do with %s", async (_, path, status) => {
    const page = await get(path);
    expect(page.status).toBe(status);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(seen(page)).toMatch(/[A-Z][^.]{10,}\./);
  });

  test("takes a typed code from the first page, with spaces and capitals", async () => {
    const code = node.pack(node.create("LOT-1"), "1");
    const page = await get(`/trace?code=%20${code.toUpperCase()}%20`);
    expect(seen(page)).toContain("LOT-1");
  });

  test("speaks the reader's language, or the one that is asked for", async () => {
    const path = `/trace/${node.pack(node.create("LOT-1"), "1")}`;
    expect(seen(await get(path, { "accept-language": "zh-CN,zh;q=0.9" }))).toContain("商品溯源");
    expect(seen(await get(path, { "accept-language": "fr" }))).toContain("Where these goods");
    expect(seen(await get(`${path}?lang=zh`, { "accept-language": "en" }))).toContain("未被召回");
  });

  test("takes what is written into the ledger as text, and lets nothing run", async () => {
    const script = "<script>alert(1)</script>";
    const lot = node.create("LOT-1");
    node.tell(lot, "other", "carrier-1", { code: script });
    const page = await get(`/trace/${node.pack(lot, "1")}`);
    expect(page.text).not.toContain("<script");
    expect(page.text).toContain("&lt;script&gt;");
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  });
});

describe("the page of statistics", () => {
  test("counts a month's orders, and withholds the money of few", async () => {
    const node = new MallNode().open();
    ({ url } = await start({ node, extend: addPortal }));
    for (const no of ["1", "2", "3", "4"]) node.place(no, [milk()]);
    expect(seen(await get("/statistics"))).toMatch(/4 placed .*few: withheld/);
    node.place("5", [milk()]);
    const text = seen(await get("/statistics?country=cn"));
    expect(text).toMatch(/5 placed .*import B2B2C 5 0 0 1116\.00 0\.00/);
    expect(text).toMatch(/Goods ordered .*import 19 CNY 5 1000\.00/);
    expect(seen(await get("/statistics?country=CN&month=2020-02"))).toContain("Nothing in this");
  });
});

describe("the page of statistics: stock", () => {
  test("shows what moved and what lies there, in units that people know, and withholds few", async () => {
    const node = new MallNode().open();
    ({ url } = await start({ node, extend: addPortal }));
    expect(seen(await get("/statistics"))).toMatch(
      /Stock in warehouses .*19 pieces few: withheld .*In stock now .*19 pieces few: withheld/,
    );
    for (const no of ["1", "2", "3", "4"]) node.record(`MILK-${no}`);
    const text = seen(await get("/statistics"));
    expect(text).toMatch(/5 movements 0 shelves ran empty/);
    expect(text).toMatch(/19 pieces 5 500 0 0 0 0 0 0 0 0 .*In stock now .*19 pieces 5 500/);
    expect(seen(await get("/statistics?lang=zh"))).toMatch(/当前库存 .*19 个 5 500/);
  });
});

test("the first page says which node this is, and where else to look", async () => {
  ({ url } = await start({ extend: addPortal }));
  const page = await get("/");
  expect(seen(page)).toMatch(/Portolan .*rpc-test/);
  expect(page.text).toMatch(/action="\/trace"[\s\S]*\/health\/ready/);
});

test("readers have a budget of their own: a rush on pages costs programs nothing", async () => {
  ({ url } = await start({ extend: addPortal, callsPerSecond: 10 }));
  let busy: Got | undefined;
  for (let at = 0; at < 30 && busy === undefined; at++) {
    const page = await get("/");
    if (page.status !== 200) busy = page;
  }
  expect(busy?.status).toBe(429);
  expect(Number(busy!.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(seen(busy!)).toContain("load the page again");
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "chain_head" });
  const headers = { "content-type": "application/json" };
  expect((await fetch(`${url}/rpc`, { method: "POST", headers, body })).status).toBe(200);
});
