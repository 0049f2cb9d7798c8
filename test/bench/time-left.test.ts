import { expect, test } from "vitest";

import { timeLeft } from "./time-left.ts";

test.each([
  [0, 100, 0, ""],
  [50, 100, 10_000, "10 s left"],
  [10, 100, 60_000, "9 min left"],
  [100, 100, 60_000, "0 s left"],
])("%d of %d after %d ms: %s", (done, all, elapsedMs, text) => {
  expect(timeLeft(done, all, elapsedMs)).toBe(text);
});
