import { expect, test } from "vitest";

import { BlockSize } from "../../src/node/block-size.ts";

test("a proposal holds what is executed in 50 ms, by what the last blocks took", () => {
  const size = new BlockSize();
  for (let i = 0; i < 50; i++) size.executed(1_000, 25);
  expect(size.operationsMax).toBeCloseTo(2_000, -2);
});

test("a machine that is busy otherwise proposes less, and more again when it is not", () => {
  const size = new BlockSize();
  for (let i = 0; i < 50; i++) size.executed(500, 400);
  expect(size.operationsMax).toBe(100);
  for (let i = 0; i < 50; i++) size.executed(100, 2.5);
  expect(size.operationsMax).toBeCloseTo(2_000, -2);
});

test("small blocks say nothing of what operations take", () => {
  const size = new BlockSize();
  const before = size.operationsMax;
  for (let i = 0; i < 50; i++) size.executed(1, 20);
  expect(size.operationsMax).toBe(before);
});
