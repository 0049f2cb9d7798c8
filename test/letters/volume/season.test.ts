import { expect, test } from "vitest";

import { runSeason } from "./season.ts";

// Goal: every letter of an audit season ends where docs/domain section 3 says, and every count of the association is right.
// Method: a seeded season through the executor and through a model of plain maps written apart from src/. `npm run letters` does it
// with 10,000 letters.

const SEED = 20_261_129;

test(`a thousand letters of 10 firms to 20 banks end as the model says [seed ${SEED}]`, () => {
  const report = runSeason({ seed: SEED, letters: 1_000, banks: 20, firms: 10 });
  expect(report.differences).toEqual([]);
  expect(report.operations).toBeGreaterThan(5_000);
  expect(report.refused).toBeGreaterThan(20); // some people were late
  expect(Object.keys(report.statuses).sort()).toEqual([
    "closed",
    "lapsed",
    "received",
    "refused",
    "replied",
  ]);
});
