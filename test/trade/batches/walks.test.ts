import { expect, test } from "vitest";

import { createRandom } from "../../state/random.ts";
import type { Deed } from "./model.ts";
import { Walk } from "./walk.ts";
import { chainIsBroken, whatIsBroken } from "./whole.ts";

// Goal: whatever everybody does to the batches of two producers, every unit is somewhere once, a recall reaches exactly what was made from
// the batch, and every parcel of it is found.
// Method: seeded random deeds on the production executor, each held to a model in plain maps, and everything compared after each.

const SEEDS = Array.from({ length: 5 }, (_, at) => 20_261_130 + at);
const DEEDS = 300;

test(`random walks lose no unit and no parcel [seeds ${SEEDS[0]} to ${SEEDS.at(-1)}]`, () => {
  const reached = new Map<string, number>();
  for (const seed of SEEDS) {
    const walk = new Walk(createRandom(seed));
    const random = createRandom(seed + 1_000_000);
    const done: string[] = [];
    for (let step = 0; step < DEEDS; step++) {
      const deed = walk.next();
      const reasons = walk.model.whyNot(deed);
      const code = walk.take(deed);
      done.push(`${wordsOf(deed)}: ${code}`);
      const told = [`seed ${seed}, step ${step}`, ...done.slice(-8)].join("\n");
      if (code === "OK") expect(reasons, told).toEqual([]);
      else expect(reasons, told).toContain(code);
      expect(whatIsBroken(walk), told).toEqual([]);
      const names = [...walk.model.batches.keys()];
      const name = names[random.below(names.length)];
      if (name !== undefined) expect(chainIsBroken(walk, name), told).toEqual([]);
      const what = code === "OK" ? deed.kind : code;
      reached.set(what, (reached.get(what) ?? 0) + 1);
    }
  }
  // Walks that get nowhere test nothing.
  expect([...KINDS, ...CODES].filter((one) => !reached.has(one))).toEqual([]);
});

function wordsOf(deed: Deed): string {
  return JSON.stringify(deed, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one));
}

const KINDS = ["create", "event", "split", "merge", "offer", "take", "pack", "recall", "lift"];
/** Of those that the failures' own test reaches, these need no set-up. */
const CODES = [
  ...["NOT_YOUR_ENTERPRISE", "BATCH_EXISTS", "NOT_YOURS_TO_SAY", "NOT_YOUR_COUNTRY"],
  ...["NOT_YOUR_CUSTODY", "RECALLED", "OFFER_OPEN", "MORE_THAN_LEFT", "NUMBER_NOT_OF_BATCH"],
  ...["DIFFERENT_GOODS", "UNKNOWN_PARTICIPANT", "NO_CUSTODIAN", "NOTHING_OFFERED", "NOTHING_LEFT"],
  ...["NOT_OFFERED", "INSPECTION_FAILED", "UNKNOWN_WAYBILL", "WAYBILL_FULL", "CODE_USED"],
  ...["NOT_YOUR_BATCH", "RECALLED_ALREADY", "NOT_RECALLED", "NOT_YOUR_RECALL"],
];
