import { expect, test } from "vitest";

import { BlockSize } from "../../src/node/block-size.ts";

test("a proposal holds what is executed in 100 ms, by what the last blocks took", () => {
  const size = new BlockSize();
  for (let i = 0; i < 50; i++) size.executed(1_000, 50);
  expect(size.operationsMax).toBeCloseTo(2_000, -2);
});

test("what is executed without a pause takes 8 ms, or is one operation", () => {
  const size = new BlockSize();
  for (let i = 0; i < 50; i++) size.executed(1_000, 50);
  expect(size.partMax).toBeCloseTo(160, -1);
  for (let i = 0; i < 50; i++) size.executed(100, 2_000);
  expect(size.partMax).toBe(1);
});

test("a machine that is busy otherwise proposes less, and more again when it is not", () => {
  const size = new BlockSize();
  for (let i = 0; i < 50; i++) size.executed(500, 800);
  expect(size.operationsMax).toBe(100);
  for (let i = 0; i < 50; i++) size.executed(100, 5);
  expect(size.operationsMax).toBeCloseTo(2_000, -2);
});

test("small blocks say nothing of what operations take", () => {
  const size = new BlockSize();
  const before = size.operationsMax;
  for (let i = 0; i < 50; i++) size.executed(1, 20);
  expect(size.operationsMax).toBe(before);
});
