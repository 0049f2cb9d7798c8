import { describe, expect, test } from "vitest";

import { COUNCIL } from "../../../src/primitives/account-id.ts";
import { stockLevels } from "../../../src/transactions/trade/stock/statistics/records.ts";
import { LIPSTICK, merchant, MILK, ONE, warehouse } from "../../customs/port.ts";
import { council } from "../../ledger.ts";
import { createRandom } from "../../state/random.ts";
import { counted, countedShelves, HEADINGS, recount } from "./recount.ts";
import { Walk } from "./walk.ts";
import {
  back,
  CREAM,
  merchant2,
  approval,
  paper,
  saleOf,
  SHELF,
  shelfOf,
  shipment,
  WarehouseLedger,
} from "./warehouse-ledger.ts";

// Goal: what lies in a country's warehouses and what moves there is counted, whatever happens, and never makes an operation fail.
// Method: the production executor; sums compared with a recount of all movements on the ledger, written apart.

const SEEDS = Array.from({ length: 4 }, (_, at) => 20_261_201 + at);
const STEPS = 300;
test(`random walks: days and levels are the sums of all movements, over an upgrade and changes of headings [seeds ${SEEDS[0]} to ${SEEDS.at(-1)}]`, () => {
  let [joined, movedOver] = [false, false];
  for (const seed of SEEDS) {
    const walk = new Walk(createRandom(seed), new WarehouseLedger(9));
    const { ledger } = walk;
    const headings = [...HEADINGS];
    const heightNow = () => ledger.tree.head.header.height;
    const go = (steps: number, since: number): void => {
      for (let step = 0; step < steps; step++) {
        const { said, expected } = walk.step();
        expect(said, `seed ${seed}`).toBe(expected);
        const told = `seed ${seed}, block ${heightNow()}`;
        expect(counted(ledger), told).toEqual(recount(ledger, since, headings));
      }
    };
    go(60, Infinity);
    upgrade(ledger);
    const since = heightNow() + 1;
    const [before] = countedShelves(ledger);
    expect(before, "nobody has moved anything since").toBe(0);
    go(STEPS, since);
    joined ||= countedShelves(ledger)[0] > 0;
    for (const [one, group] of [
      [{ ...MILK, gcode: "3304990099" }, "33/007"],
      [{ ...CREAM, unit: "140" }, "33/140"],
    ] as const) {
      ledger.recordGoods(one);
      headings.push({ itemNo: one.itemNo, from: heightNow(), group });
    }
    go(STEPS, since);
    movedOver ||= counted(ledger).levels.some(([group]) => group === "33/140");
  }
  expect([joined, movedOver]).toEqual([true, true]);
}, 120_000);

/** The council activates version 10: what moves from here on is counted. */
function upgrade(ledger: WarehouseLedger): void {
  const order = { type: "council.upgrade", body: { protocolVersion: 10 } };
  const by = { by: council.slice(0, 3), account: COUNCIL };
  expect(ledger.run([order], by).code).toBe("OK");
  ledger.block([]);
  ledger.allow();
}

describe("each way in and out has a sum of its own", () => {
  test("received, shipped, come back, counted, dispatched, and how often a shelf ran empty", () => {
    const ledger = new WarehouseLedger().open();
    ledger.receive(10n);
    ledger.do(merchant, "trade.sale.import", saleOf("1"));
    ledger.do(merchant2, "trade.sale.decide", approval("1"));
    ledger.do(warehouse, "trade.sale.ship", shipment("1", 2n));
    ledger.do(warehouse, "trade.sale.return", back("1", 0, 1n));
    const decide = { ...SHELF, place: ledger.count(12n), approve: true };
    ledger.do(merchant, "trade.stock.count.decide", decide);
    const all = { ...SHELF, quantity: 12n * ONE, reason: "destroyed", reference: paper() };
    ledger.do(warehouse, "trade.stock.dispatch", all);
    const [day] = counted(ledger).days;
    const units = [10n, 12n, 0n, 0n, 3n, 0n, 2n, 1n].map((count) => count * ONE);
    expect(day).toEqual([expect.stringMatching(/^20.*\/19\/007$/), [5n, 1n, ...units]]);
    expect(counted(ledger).levels, "a group without goods is gone").toEqual([]);
    ledger.receive(3n);
    expect(counted(ledger).levels, "and comes again with goods").toEqual([
      ["19/007", [1n, 3n * ONE]],
    ]);
  });

  test("what only reserves moves no goods", () => {
    const ledger = new WarehouseLedger().open();
    ledger.receive(10n);
    const before = counted(ledger);
    ledger.do(merchant, "trade.sale.import", saleOf("1"));
    const refusal = { decision: "refuse", reason: "BUYER_WITHDREW" };
    ledger.do(merchant2, "trade.sale.decide", approval("1", refusal));
    expect(counted(ledger)).toEqual(before);
  });
});

test("a day's sum that is full stays full, and a level holds what many full shelves have", () => {
  const ledger = new WarehouseLedger().open();
  const full = 2n ** 64n - 1n;
  for (const itemNo of [LIPSTICK.itemNo, CREAM.itemNo]) {
    ledger.receive(1n, itemNo, { quantity: full });
  }
  expect(counted(ledger).days[0]![1].slice(0, 3)).toEqual([2n, 0n, full]);
  const group = { country: "CN", chapter: "33", unit: "007" };
  expect(stockLevels.read(ledger.state, group)).toEqual({ shelves: 2, onHand: 2n * full });
  const out = { ...shelfOf(CREAM.itemNo), quantity: full, reason: "other", reference: paper() };
  ledger.do(warehouse, "trade.stock.dispatch", out);
  expect(stockLevels.read(ledger.state, group)).toEqual({ shelves: 1, onHand: full });
});
