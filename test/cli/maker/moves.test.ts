import { expect, test } from "vitest";

import type { Target } from "../../../src/cli/maker/ladder.ts";
import { movesTo, type Resting } from "../../../src/cli/maker/moves.ts";

// Goal: an offer that is where it should be keeps its place; everything else is cancelled, and what is missing placed.

const target = (side: "buy" | "sell", price: number): Target => ({
  ...{ side, price, quantity: 100n, reserves: 100n },
});
const rests = (side: "buy" | "sell", price: number, changes: Partial<Resting> = {}): Resting => ({
  ...{
    id: new Uint8Array(32),
    side,
    price,
    left: 100n,
    held: 100n,
    expiresAtMs: 5_000,
    ...changes,
  },
});
const patience = { tolerance: 2, renewBeforeMs: 5_000 };

const CASES: readonly (readonly [
  string,
  readonly Target[],
  readonly Resting[],
  number[],
  number[],
])[] = [
  ["nothing rests", [target("sell", 10), target("buy", 8)], [], [], [10, 8]],
  [
    "all is there",
    [target("sell", 10), target("buy", 8)],
    [rests("sell", 10), rests("buy", 8)],
    [],
    [],
  ],
  ["near enough", [target("sell", 10)], [rests("sell", 12)], [], []],
  ["too far", [target("sell", 10)], [rests("sell", 13)], [13], [10]],
  ["on the other side", [target("sell", 10)], [rests("buy", 10)], [10], [10]],
  ["half is left", [target("sell", 10)], [rests("sell", 10, { left: 50n })], [], []],
  ["less than half is left", [target("sell", 10)], [rests("sell", 10, { left: 49n })], [10], [10]],
  ["more than is wanted", [target("sell", 10)], [rests("sell", 10, { left: 101n })], [10], [10]],
  ["it ends soon", [target("sell", 10)], [rests("sell", 10, { expiresAtMs: 4_999 })], [10], [10]],
  ["it never ends", [target("sell", 10)], [rests("sell", 10, { expiresAtMs: undefined })], [], []],
  ["one for two targets", [target("sell", 10), target("sell", 11)], [rests("sell", 10)], [], [11]],
  ["two for one target", [target("sell", 10)], [rests("sell", 11), rests("sell", 10)], [11], []],
  ["nothing is wanted", [], [rests("sell", 10), rests("buy", 8)], [10, 8], []],
];

test.each(CASES)("%s", (_, targets, resting, cancelled, placed) => {
  const { cancel, place } = movesTo(targets, resting, patience);
  expect(cancel.map(({ price }) => price)).toEqual(cancelled);
  expect(place.map(({ price }) => price)).toEqual(placed);
});
