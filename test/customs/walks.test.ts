import { expect, test } from "vitest";

import type { ListRecord } from "../../src/transactions/customs/lists/records.ts";
import { createRandom } from "../state/random.ts";
import {
  ALL_STATUSES,
  BY_DOCUMENTS,
  byMessage,
  byReceipt,
  CODES_OF_RECEIPTS,
  type Step,
} from "./diagram.ts";
import { whatIsBroken } from "./invariants.ts";
import { Walk, type WalkStep } from "./walk.ts";

// Goal: whatever everybody does to five lists, two of which want the same documents, no list leaves the diagram, and nothing of
// documents, guarantee, annual limits and money is lost or used twice.
// Method: seeded random steps on the production executor, each held to the tables of diagram.ts, and every invariant after each.

const SEEDS = Array.from({ length: 24 }, (_, at) => 20_261_129 + at);
const STEPS = 250;
const WAITING = ["pending", "mismatched"];

/** What a list may be after a step, or what the step is answered with; everything else is as it was. */
function allowed(
  walk: Walk,
  one: WalkStep,
  at: number,
  was: ListRecord | undefined,
  code: string,
): readonly (string | undefined)[] {
  const isOwn = at === one.of && was !== undefined;
  if (isOwn && (one.kind === "receipt" || one.kind === "message")) {
    const place = walk.placeOf(was);
    const { code: what, office, kind } = one;
    const said =
      kind === "receipt" ? byReceipt(place, what, office) : byMessage(place, what as Step);
    return said === "=" ? BY_DOCUMENTS : [said];
  }
  const isFirst = at === one.of && one.what === "list new" && code === "OK";
  const isMatching = one.kind === "document" && WAITING.includes(was?.status ?? "");
  return isFirst || (isMatching && code === "OK") ? BY_DOCUMENTS : [was?.status];
}

test(`random walks keep to the diagram and lose nothing [seeds ${SEEDS[0]} to ${SEEDS.at(-1)}]`, () => {
  const [reached, done] = [new Set<string>(), new Set<string>()];
  for (const seed of SEEDS) {
    const walk = new Walk(createRandom(seed));
    const taken: string[] = [];
    for (let step = 0; step < STEPS; step++) {
      const before = walk.lists();
      const one = walk.next();
      const { code } = walk.take(one);
      taken.push(`${one.what} of ${one.of}: ${code}`);
      const told = [`seed ${seed}, step ${step}`, ...taken.slice(-12)].join("\n");
      for (const [at, list] of walk.lists().entries()) {
        const may = allowed(walk, one, at, before[at], code);
        const isFailure = may.some((each) => /^[A-Z_]+$/.test(each ?? ""));
        expect(may, told).toContain(isFailure ? code : list?.status);
        if (isFailure) expect(list, told).toEqual(before[at]);
        if (list !== undefined) reached.add(list.status);
      }
      expect(whatIsBroken(walk.ledger), told).toEqual([]);
      if (code === "OK") done.add(one.what.replace(/ by .*/, ""));
    }
  }
  // Walks that get nowhere test nothing.
  expect([...reached].sort()).toEqual([...ALL_STATUSES].sort());
  expect([...CODES_OF_RECEIPTS, ...OTHERS].filter((one) => !done.has(one))).toEqual([]);
});

/** Steps that no list's status shows. */
const OTHERS = [
  ...["list return", "customs.list.return.decide", "customs.list.return.arrive", "wait"],
  ...["customs.tax.pay", "customs.tax.refund", "customs.guarantee.withdraw"],
];
