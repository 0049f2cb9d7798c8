import fc from "fast-check";
import { expect, test } from "vitest";

import "../native.ts";
import { Overlay } from "../../src/state/overlay.ts";
import { balanceOf } from "../../src/transactions/assets/balance.ts";
import { balances } from "../../src/transactions/assets/records.ts";
import { anySteps, SmallWorld, type Step } from "./conservation.ts";

// Goal: whatever is done in whatever order, an asset's supply is what its holders have, and nobody has less than nothing.
// Method: random steps of everybody on a small ledger, sums over the whole state after each; a broken ledger must be found out.

const SEED = 20_261_127;

/** What goes wrong and after which steps; `corrupt` may break the state after each. */
function problemOf(
  steps: readonly Step[],
  corrupt: (world: SmallWorld, step: Step, code: string) => void = () => undefined,
  codes = new Map<string, number>(),
): string | undefined {
  const world = new SmallWorld();
  for (const step of steps) {
    const code = world.act(step);
    const name = `${step.action.kind} ${code}`;
    codes.set(name, (codes.get(name) ?? 0) + 1);
    corrupt(world, step, code);
    const problem = world.unbalanced();
    if (problem !== undefined) return problem;
  }
  return undefined;
}

test(`any steps keep supply = balances + holds, and no balance negative [seed ${SEED}]`, () => {
  const codes = new Map<string, number>();
  const property = fc.property(
    anySteps,
    (steps) => problemOf(steps, undefined, codes) === undefined,
  );
  fc.assert(property, { seed: SEED, numRuns: 1_000 });
  // The property says nothing about what never came to pass.
  const moving = ["issue", "transfer", "hold", "approve", "refuse", "recall", "return"];
  const settling = ["redeem", "redeem-confirm", "redeem-reject", "clawback", "fees", "freeze"];
  const never = [...moving, ...settling].filter((kind) => (codes.get(`${kind} OK`) ?? 0) < 10);
  expect(never).toEqual([]);
});

test("a ledger that makes money when a held payment is refused is caught by two steps", () => {
  const property = fc.property(anySteps, (steps) => {
    return problemOf(steps, creditTwice) === undefined;
  });
  const { failed, counterexample } = fc.check(property, { seed: SEED, numRuns: 1_000 });
  expect(failed).toBe(true);
  expect(counterexample![0].map(({ action }) => action.kind)).toEqual(["hold", "refuse"]);
});

/** A breakage: whoever refuses finds a unit that nobody has lost. */
function creditTwice({ ledger, orders }: SmallWorld, { by, action }: Step, code: string): void {
  if (action.kind !== "refuse" || code !== "OK") return;
  const [account, asset] = [orders.accountOf(by), orders.assetOf("HKD")];
  const overlay = new Overlay(ledger.state);
  const has = balanceOf(overlay, account, asset);
  balances.write(overlay, { ...has, available: has.available + 1n }, account, asset);
  ledger.state.commit({ overlay, tree: ledger.state.tree });
}
