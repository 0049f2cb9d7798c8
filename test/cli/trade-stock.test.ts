import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { CODES, LIPSTICK, MILK } from "../customs/port.ts";
import { StockNode } from "../rpc/stock-node.ts";
import { keyOf } from "../rpc/test-node.ts";
import { OTHER_WAREHOUSE } from "../trade/stock/warehouse-ledger.ts";
import { Desk } from "./desk.ts";

// Goal: warehouse, merchant and mall keep stock and serve orders of other malls by commands, in quantities as people write them.
// Method: commands as typed, over a real server and ledger.

const desk = new Desk();
let node: StockNode;
const SHELF = [CODES.warehouse, CODES.merchant, MILK.itemNo];
const MALL = "Tmall";
const ORDER = `${CODES.merchant}/${MALL}/O/1`;

beforeAll(() => desk.keys("platform-1", "merchant-1", "warehouse-1"));
afterAll(() => desk.close());
beforeEach(async () => {
  node = new StockNode().open();
  await desk.openAt(node);
});

const warehouse = (...line: string[]) => desk.say(["trade", ...line], "warehouse-1");
const merchant = (...line: string[]) => desk.say(["trade", ...line], "merchant-1");
const receive = (quantity: string, paper: string, ...more: string[]) =>
  warehouse("receive", ...SHELF, quantity, "--reference", paper, ...more);

/** An order of three milk, in which absent members are missing. */
const order = (changes: object = {}) => ({
  ...{ merchant: CODES.merchant, mall: MALL, externalNo: "O/1", warehouse: CODES.warehouse },
  ...{ currency: "142", lines: [{ itemNo: MILK.itemNo, quantity: "300000", total: "10000" }] },
  ...changes,
});
function orderFile(): string {
  const path = join(desk.home, "order.json");
  writeFileSync(path, JSON.stringify(order()));
  return path;
}

test("goods come in and go out, and every movement is shown", async () => {
  expect(await receive("10", "P-1")).toMatch(/onHand +10$/m);
  const out = ["--reason", "sample", "--reference", "D-1"];
  expect(await warehouse("dispatch", ...SHELF, "2.5", ...out)).toMatch(/onHand +7\.5$/m);
  expect(await merchant("stock", "--warehouse", CODES.warehouse)).toMatch(/MILK\/1 +7\.5 +0 +7\.5/);
  const movements = await merchant("movements", ...SHELF);
  expect(movements).toMatch(/0 +receive +10 +10 +0 +P-1 +– +warehouse-1/);
  expect(movements).toMatch(/1 +dispatch +2\.5 +7\.5 +0 +D-1 +sample/);
  expect(await merchant("movements", ...SHELF, "--from", "1")).not.toContain("receive");
});

test("everybody sees what moves in a country's warehouses, and what lies there", async () => {
  const month = ["--month", new Date().toISOString().slice(0, 7)];
  await receive("10", "P-1");
  expect(await desk.say(["trade", "stock-statistics", ...month])).toMatch(/19 +007 +few: withheld/);
  for (const paper of ["P-2", "P-3", "P-4"]) await receive("2.5", paper);
  await warehouse("dispatch", ...SHELF, "17.5", "--reason", "sample", "--reference", "D-1");
  expect(await desk.say(["trade", "stock-statistics", ...month])).toMatch(
    /19 +007 +5 +1 +17\.5 +17\.5 +0 +0 +0 +0 +0 +0/,
  );
  expect(await desk.say(["trade", "stock-levels"])).toMatch(/^none$/m);
  for (const no of ["1", "2", "3", "4", "5"]) {
    node.recordGoods({ ...MILK, itemNo: `MILK-${no}` });
    node.receive(100n, `MILK-${no}`);
  }
  expect(await desk.say(["trade", "stock-levels"])).toMatch(/19 +007 +5 +500/);
});

test("a rule asks for goods, and what comes for it is named", async () => {
  await merchant("set-rule", ...SHELF, "--least", "5", "--target", "20");
  const waiting = ["--warehouse", CODES.warehouse, "--waiting", "replenishing"];
  expect(await warehouse("stock", ...waiting)).toMatch(/MILK\/1 +0 +0 +0 +20 +0/);
  await receive("20", "P-1", "--replenishes", "0");
  expect(await warehouse("stock", ...waiting)).toBe("none\n");
  await merchant("set-rule", ...SHELF, "--remove");
});

test("what was counted is shown to who decides on it", async () => {
  await receive("10", "P-1");
  await warehouse("count", ...SHELF, "9.5", "--reference", "C-1");
  const line = ["trade", "decide-count", ...SHELF, "--approve"];
  const { out, error } = await desk.type(line, "merchant-1");
  expect(error).toContain("Approve the count: 9.5 are there, and 10 were expected");
  expect(out).toMatch(/onHand.*9\.5/);
  expect(await desk.refusal(line, "merchant-1")).toEqual(["NOTHING_TO_DECIDE", 1]);
});

test("goods go to another warehouse, and what is missing is on record", async () => {
  await receive("10", "P-1");
  await warehouse("transfer", ...SHELF, OTHER_WAREHOUSE, "4", "--reference", "T-1");
  const underWay = await merchant("transfers", CODES.merchant, "--under-way");
  const [id] = /[0-9a-f]{64}/.exec(underWay)!;
  expect(await warehouse("receive-transfer", id, "3.5")).toMatch(/shortage +0\.5$/m);
  expect(await merchant("transfers", OTHER_WAREHOUSE)).toMatch(/4 +3\.5 +received +T-1/);
  expect(await merchant("transfers", CODES.merchant, "--under-way")).toBe("none\n");
});

test("an order of another mall, from the file to the exchange", async () => {
  await receive("10", "P-1");
  await merchant("import-sale", orderFile());
  await merchant("import-sale", orderFile()); // again: nothing is done twice
  const waits = await warehouse("sales", "--in-screening", CODES.warehouse);
  expect(waits).toContain(ORDER);
  expect(await merchant("stock", "--merchant", CODES.merchant)).toMatch(/MILK\/1 +10 +3 +7/);
  await warehouse("decide-sale", ORDER, "--hold", "SUSPECTED_FRAUD");
  await warehouse("decide-sale", ORDER, "--approve");
  expect(await warehouse("sales", "--to-ship", CODES.warehouse)).toMatch(/approved/);
  const sent = await warehouse("ship-sale", ORDER, CODES.carrier, "W-1", "--lines", "0:3");
  expect(sent).toMatch(/returnBy +20[0-9]{2}-.*Z/);
  const paper = ["--reference", "R-1"];
  const back = await warehouse("return-sale", ORDER, "0", "1", ...paper, "--damaged");
  expect(back).toMatch(/refund +33\.33$/m);
  await warehouse("exchange-sale", ORDER, "0", "1", "--instead", MILK.itemNo, ...paper);
  expect(await merchant("sales", "--parcel", `${CODES.carrier}/W-1`)).toContain(ORDER);

  const shown = await merchant("sale", ORDER);
  expect(shown).toMatch(/status +shipping/);
  expect(shown).toMatch(/0 +MILK\/1 +3 +100\.00 +3 +0 +2 +33\.33/);
  expect(shown).toMatch(/1 +MILK\/1 +1 +33\.33 +0 +0 +0 +0\.00 +0/);
  expect(shown).toMatch(/0 +440196000C +W-1 +0:3/);
  expect(shown).toMatch(/0 +0 +1 +33\.33 +– +damaged +R-1/);
  expect(shown).toMatch(/hold +SUSPECTED_FRAUD +warehouse-1/);
  const [, id] = /id +([0-9a-f]{64})/.exec(shown)!;
  expect(await merchant("sale", id!)).toBe(shown);
});

test("who brought an order in does not decide on it", async () => {
  await receive("10", "P-1");
  await merchant("import-sale", orderFile());
  const line = ["trade", "decide-sale", ORDER, "--approve"];
  expect(await desk.refusal(line, "merchant-1")).toEqual(["SAME_SIGNER", 1]);
  const refuse = ["trade", "decide-sale", ORDER, "--refuse", "BUYER_WITHDREW"];
  await desk.say(refuse, "warehouse-1");
  expect(await merchant("stock", "--merchant", CODES.merchant)).toMatch(/MILK\/1 +10 +0 +10/);
});

test("many orders come in from one file, and one that is refused stops no other", async () => {
  await receive("10", "P-1");
  const path = join(desk.home, "orders.json");
  const orders = ["1", "2", "3", "4"].map((externalNo) => order({ externalNo }));
  const lines = [{ itemNo: MILK.itemNo, quantity: "9900000", total: "1" }];
  orders.splice(1, 0, order({ externalNo: "much", lines }), order({ externalNo: null }));
  writeFileSync(path, JSON.stringify(orders));
  const line = ["trade", "import-sale", path];
  const { status, out } = await desk.type(line, "merchant-1");
  expect(status).toBe(1);
  // Ten are there, which is three times three.
  expect(out).toMatch(/much +OUT_OF_STOCK/);
  expect(out).toMatch(/Tmall +– +MALFORMED_BODY/);
  expect(out).toContain("3 of 6 orders are on the ledger.");
  expect((await desk.type(line, "merchant-1")).out).toContain("3 of 6 orders are on the ledger.");
  expect(await merchant("stock", "--merchant", CODES.merchant)).toMatch(/MILK\/1 +10 +9 +1/);
});

test("signers of one account bring an order in together and at once, since a proposal would not say who they are", async () => {
  await receive("10", "P-1");
  const { publicKey } = keyOf("platform-1");
  node.do("merchant-1", "account.signer.set", { publicKey, weight: 1 });
  const thresholds = { low: 1, medium: 2, high: 2 };
  node.do("merchant-1", "account.thresholds.set", { thresholds });
  const line = ["trade", "import-sale", orderFile()];
  expect(await desk.refusal(line, "merchant-1")).toEqual(["INSUFFICIENT_WEIGHT", 1]);
  expect(await desk.say(line, "merchant-1", "platform-1")).toContain("trade.sale.import");
});

test("a platform brings in orders while the merchant lets it", async () => {
  await receive("10", "P-1");
  const allow = ["allow-platform", CODES.merchant, CODES.platform];
  writeFileSync(join(desk.home, "order.json"), JSON.stringify(order({ platform: CODES.platform })));
  const bring = ["trade", "import-sale", join(desk.home, "order.json")];
  expect(await desk.refusal(bring, "platform-1")).toEqual(["PLATFORM_NOT_ALLOWED", 1]);
  await merchant(...allow);
  expect(await merchant("sale-platforms", CODES.merchant)).toMatch(
    /440196000P +20[0-9-]+T[0-9:.]+Z +[0-9]+ +merchant-1/,
  );
  await desk.say(bring, "platform-1");
  await merchant(...allow, "--end");
  expect(await merchant("sale-platforms", CODES.merchant)).toMatch(/^none$/m);
});

test("a bundle is defined, shown and ended", async () => {
  const parts = [`${MILK.itemNo}:2:3`, `${LIPSTICK.itemNo}:0.5:1`];
  await merchant("define-bundle", CODES.merchant, "BOX-1", ...parts, "--from", "2020-01-01");
  expect(await merchant("bundles", CODES.merchant)).toMatch(
    /BOX-1 +1 +2020-01-01T00:00:00\.000Z +– +MILK\/1:2:3, LIP-7:0\.5:1 +sold now/,
  );
  await merchant("end-bundle", CODES.merchant, "BOX-1");
  expect(await merchant("bundles", CODES.merchant)).not.toContain("sold now");
});

describe("what is wrong on this side is said before anything is signed", () => {
  test.each([
    ["QUANTITY_FORMAT", ["receive", ...SHELF, "1.123456", "--reference", "P-1"]],
    ["PLACE_FORMAT", ["receive", ...SHELF, "1", "--reference", "P-1", "--replenishes", "first"]],
    ["MALFORMED_BODY", ["dispatch", ...SHELF, "1", "--reason", "lost", "--reference", "P-1"]],
    ["YES_OR_NO", ["decide-count", ...SHELF]],
    ["HASH_FORMAT", ["receive-transfer", "T-1", "1"]],
    ["ONE_RULE", ["set-rule", ...SHELF, "--least", "1"]],
    ["ONE_RULE", ["set-rule", ...SHELF, "--least", "1", "--target", "2", "--remove"]],
    ["PART_FORMAT", ["define-bundle", CODES.merchant, "BOX-1", "MILK-1"]],
    ["FILE_UNREADABLE", ["import-sale", "nowhere.json"]],
    ["SALE_FORMAT", ["decide-sale", "O-1", "--approve"]],
    ["ONE_DECISION", ["decide-sale", ORDER, "--approve", "--hold", "OTHER"]],
    ["LINES_FORMAT", ["ship-sale", ORDER, CODES.carrier, "W-1", "--lines", "one"]],
    ["LINE_FORMAT", ["return-sale", ORDER, "first", "1", "--reference", "R-1"]],
    ["WHOSE_STOCK", ["stock"]],
    ["ONE_OF_FOUR", ["sales"]],
    ["PARCEL_FORMAT", ["sales", "--parcel", "W-1"]],
  ])("%s", async (code, line) => {
    expect(await desk.refusal(["trade", ...line], "warehouse-1")).toEqual([code, 2]);
  });

  test("what is not there is said with where to look", async () => {
    const asked = await desk.refusal(["trade", "sale", ORDER]);
    expect(asked).toEqual(["UNKNOWN_SALE", 1]);
    const line = ["trade", "decide-count", ...SHELF, "--approve"];
    expect(await desk.refusal(line, "merchant-1")).toEqual(["UNKNOWN_SHELF", 1]);
  });
});
