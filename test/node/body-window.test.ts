import { expect, test } from "vitest";

import { BodyWindow } from "../../src/node/body-window.ts";

test("where batches outrun proposals fewer bodies travel twice, down to those of the last batch", () => {
  const window = new BodyWindow(200);
  expect(window.ms).toBe(200);
  for (let i = 0; i < 1_000; i++) window.proposed();
  expect(window.ms).toBe(20);
});

test("where peers lack bodies the window grows, never beyond the network's own", () => {
  const window = new BodyWindow(200);
  for (let i = 0; i < 1_000; i++) window.proposed();
  window.lacked();
  expect(window.ms).toBe(40);
  for (let i = 0; i < 10; i++) window.lacked();
  expect(window.ms).toBe(200);
});
