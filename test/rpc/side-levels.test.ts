import { beforeEach, expect, test } from "vitest";

import { assetId } from "../../src/primitives/asset-id.ts";
import { type Shelf, SideLevels } from "../../src/rpc/paths/side-levels.ts";
import type { LedgerReader } from "../../src/state/ledger.ts";
import { Overlay } from "../../src/state/overlay.ts";
import { enter, leave } from "../../src/transactions/fx/book/queue.ts";
import { bookOf, pairOf } from "../../src/transactions/fx/book/records.ts";
import { MemoryState } from "../ledger.ts";
import { accountOf } from "./test-node.ts";

// Goal: what fx_path keeps of a book is what the book has, and costs what has changed.

const [base, quote] = ["AAA", "BBB"].map((code) => assetId(code, accountOf("gateway-hk")));
const BOOK = bookOf(pairOf(base!, quote!), "sell");
let ledger: Overlay;
let reads: string[];
let shelf: Shelf;
let side: SideLevels;

beforeEach(() => {
  ledger = new Overlay(new MemoryState());
  [10, 20, 30, 40].forEach((price) => place(price));
  [reads, shelf] = [[], { head: 1, allowance: 100, kept: 0 }];
  const counted: LedgerReader = {
    get: (key) => ledger.get(key),
    has: (key) => ledger.has(key),
    entry(key) {
      reads.push(key);
      return ledger.entry(key);
    },
  };
  side = new SideLevels(counted, BOOK, "sell", shelf);
});

/** An offer, named by its price. */
const idOf = (price: number): Uint8Array => new Uint8Array(32).fill(price);

function place(price: number): void {
  const rest = { left: 100n, held: 0n, expiresAt: undefined, height: 1 };
  const offer = { id: idOf(price), account: accountOf("bob"), base: base!, quote: quote! };
  enter(ledger, { ...offer, side: "sell", price, ...rest });
}

function prices(): number[] {
  const found: number[] = [];
  for (let at = 0; ; at++) {
    const level = side.at(at);
    if (level === undefined) return found;
    found.push(Number(level.price));
  }
}

/** Entries of levels that are read by what is done. */
function levelsRead(act: () => unknown): number {
  reads = [];
  act();
  return reads.filter((key) => key.startsWith("fx/level/")).length;
}

test("levels are read as far as they are asked for, once at a head", () => {
  expect(levelsRead(() => side.at(1))).toBe(2);
  expect(levelsRead(() => side.at(1))).toBe(0);
  expect(prices()).toEqual([10, 20, 30, 40]);
  expect(shelf.kept).toBe(5); // the end of the book is one
});

test.each([
  ["a better one is there", () => place(5), [5, 10, 20, 30, 40]],
  ["one between them is there", () => place(25), [10, 20, 25, 30, 40]],
  ["one behind them is there", () => place(300), [10, 20, 30, 40, 300]],
  ["the best is gone", () => leave(ledger, { id: idOf(10) }), [20, 30, 40]],
  ["the last is gone", () => leave(ledger, { id: idOf(40) }), [10, 20, 30]],
  ["nothing is", () => undefined, [10, 20, 30, 40]],
])("at a new head the levels are those of the book: %s", (_, change, after) => {
  prices();
  change();
  shelf.head++;
  expect(prices()).toEqual(after);
  expect(shelf.kept).toBe(after.length + 1);
});

test("where all have gone, there is none", () => {
  prices();
  for (const price of [10, 20, 30, 40]) leave(ledger, { id: idOf(price) });
  shelf.head++;
  expect(prices()).toEqual([]);
});

test("no more is read than is allowed, and the next search goes on from there", () => {
  shelf.allowance = 2;
  expect(prices()).toEqual([10, 20]);
  shelf.allowance = 2;
  expect(prices()).toEqual([10, 20, 30, 40]);
});
