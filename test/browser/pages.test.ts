import decodeQR from "qr/decode.js";
import { afterAll, beforeAll, expect, test } from "vitest";

import { qrSvg } from "../../src/cli/batches/qr-code.ts";
import { addPortal } from "../../src/portal/portal.ts";
import { DairyNode } from "../rpc/dairy-node.ts";
import { start } from "../rpc/harness.ts";
import { MallNode } from "../rpc/mall-node.ts";
import { milk } from "../trade/mall/mall-ledger.ts";
import { TestBrowser } from "./browser.ts";

// Goal: who scans a label with a telephone reads where the goods come from, without an account, a script or a second address.
// Method: Chromium against a server on a real ledger; the label is drawn by the browser, and read by the decoder of the QR library.

/** CSS pixels of a small telephone. */
const TELEPHONE = 360;

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.launch();
}, 60_000);
afterAll(() => browser.close());

/** What a camera sees of an SVG: its pixels, as the browser draws them. */
async function scanned(svg: string): Promise<string> {
  const { page } = await browser.open("<canvas width=400 height=400></canvas>");
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  const pixels = await page.evaluate(`(async () => {
    const picture = new Image();
    picture.src = "${source}";
    await picture.decode();
    const canvas = document.querySelector("canvas").getContext("2d");
    canvas.fillStyle = "white";
    canvas.fillRect(0, 0, 400, 400);
    canvas.drawImage(picture, 0, 0, 400, 400);
    return [...canvas.getImageData(0, 0, 400, 400).data];
  })()`);
  return decodeQR({ width: 400, height: 400, data: Uint8Array.from(pixels as number[]) });
}

test("the label on a parcel leads to the page of its goods, which asks for nothing else and fits a telephone", async () => {
  const node = new DairyNode();
  node.open();
  node.waybill("1");
  const { url } = await start({ node, extend: addPortal });
  const lot = node.create("LOT-1");
  const address = await scanned(qrSvg(`${url}/trace/${node.pack(lot, "1")}`));
  const { page, asked } = await browser.visit(address, TELEPHONE);
  expect(asked).toEqual([address]);
  expect(await page.locator("main h1").innerText()).toBe("Where these goods come from");
  expect(await page.locator(".state.fine").count()).toBe(1);
  expect(await page.locator("ol.way li").first().innerText()).toContain("Put on the ledger");
  const widths = "['clientWidth', 'scrollWidth'].map((one) => document.documentElement[one])";
  expect(await page.evaluate(widths)).toEqual([TELEPHONE, TELEPHONE]);

  node.recall(lot);
  await page.goto(`${address}?lang=zh`);
  expect(await page.locator("[role=alert] strong").innerText()).toBe("该商品已被召回：请勿使用");
  await page.locator("nav a[hreflang=en]").click();
  expect(await page.locator("[role=alert] strong").innerText()).toContain("do not use them");
});

test("whoever has only the code types it on the first page", async () => {
  const node = new DairyNode();
  node.open();
  node.waybill("1");
  const { url } = await start({ node, extend: addPortal });
  const { page } = await browser.visit(`${url}/`);
  await page.locator("input[name=code]").fill(node.pack(node.create("LOT-1"), "1"));
  await page.locator("form button").click();
  expect(await page.locator("dl").innerText()).toContain("LOT-1");
});

test("statistics are drawn, a bar for each day, and lead to other months", async () => {
  const node = new MallNode().open();
  const { url } = await start({ node, extend: addPortal });
  for (const no of ["1", "2", "3", "4", "5"]) node.place(no, [milk()]);
  const { page, asked } = await browser.visit(`${url}/statistics`, TELEPHONE);
  expect(asked).toHaveLength(1);
  const heights = await page.locator("svg").first().locator("rect").all();
  const drawn = await Promise.all(heights.map(async (one) => one.getAttribute("height")));
  expect(drawn.length).toBeGreaterThanOrEqual(28);
  expect(drawn.filter((height) => height !== "0")).toHaveLength(1);
  const widths = "['clientWidth', 'scrollWidth'].map((one) => document.documentElement[one])";
  expect(await page.evaluate(widths)).toEqual([TELEPHONE, TELEPHONE]);
  await page.locator(".pages a").first().click();
  expect(await page.locator("main").innerText()).toContain("Nothing in this month");
});
