import { beforeEach, expect, test } from "vitest";
import { z } from "zod";

import type { Json } from "../../src/primitives/fields/field.ts";
import { methods } from "../../src/rpc/table.ts";
import { milk } from "../trade/mall/mall-ledger.ts";
import { result, start } from "./harness.ts";
import { MallNode } from "./mall-node.ts";

// Goal: a day's orders are counted for everybody, and nobody learns from the counts what one buyer or merchant did.
// Method: a mall at a port over JSON-RPC; every answer is compared with its method's schema.

interface Day {
  readonly sale: string;
  readonly withheld: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly value: string | null;
  readonly p50: number | null;
}
interface Moved {
  readonly chapter: string;
  readonly unit: string;
  readonly withheld: boolean;
  readonly movements: number | null;
  readonly received: string | null;
}
interface Level {
  readonly chapter: string;
  readonly shelves: number | null;
  readonly onHand: string | null;
}
interface Goods {
  readonly chapter: string;
  readonly withheld: boolean;
  readonly orders: number | null;
  readonly value: string | null;
}

let node: MallNode;
let url: string;
const month = new Date().toISOString().slice(0, 7);
beforeEach(async () => {
  node = new MallNode().open();
  ({ url } = await start({ node }));
});

async function call<T>(method: string, more: object = {}): Promise<T> {
  const answer = await result<Json>(url, method, { country: "CN", ...more });
  const { result: schema } = methods.find(({ name }) => name === method)!;
  expect(z.fromJSONSchema(schema).safeParse(answer).error?.message, method).toBeUndefined();
  return answer as T;
}

test("trade_statistics and trade_goods: counts by day; money of fewer than five orders is withheld", async () => {
  const day = async () =>
    (await call<{ statistics: Day[] }>("trade_statistics", { month })).statistics;
  const goods = async () => (await call<{ goods: Goods[] }>("trade_goods", { month })).goods;

  for (const no of ["1", "2", "3", "4"]) node.place(no, [milk()]);
  node.payFor("1");
  expect(await day()).toMatchObject([
    { sale: "B2B2C", withheld: true, value: null, p50: null, counts: { placed: 4, paid: 1 } },
  ]);
  expect(await goods()).toMatchObject([
    { chapter: "19", withheld: true, orders: null, value: null },
  ]);
  node.place("5", [milk()]);
  expect(await day()).toMatchObject([{ withheld: false, value: String(5 * 22_320) }]);
  expect(await goods()).toMatchObject([
    { chapter: "19", withheld: false, orders: 5, value: "100000" },
  ]);
  // A place of another month leads into this one all the same, and to no key of something else.
  const elsewhere = { month, after: "2020-01-01/import/B2C" };
  expect(await call("trade_statistics", elsewhere)).toEqual({
    statistics: await day(),
    next: null,
  });
});

test("trade_stockStatistics and trade_stockLevels: goods by day and now; fewer than five movements or shelves are withheld", async () => {
  const days = async () =>
    (await call<{ statistics: Moved[] }>("trade_stockStatistics", { month })).statistics;
  const levels = async () => (await call<{ levels: Level[] }>("trade_stockLevels")).levels;
  for (const no of ["1", "2", "3"]) node.record(`MILK-${no}`);
  const few = { chapter: "19", unit: "007", withheld: true };
  expect(await days()).toEqual([
    expect.objectContaining({ ...few, movements: null, received: null }),
  ]);
  expect(await levels()).toEqual([{ ...few, shelves: null, onHand: null }]);
  node.record("MILK-4");
  expect(await days()).toMatchObject([
    { withheld: false, movements: 5, ranEmpty: 0, received: "50000000", shipped: "0", lost: "0" },
  ]);
  expect(await levels()).toEqual([
    { chapter: "19", unit: "007", withheld: false, shelves: 5, onHand: "50000000" },
  ]);
  expect((await call<{ levels: Level[] }>("trade_stockLevels", { country: "HK" })).levels).toEqual(
    [],
  );
});
