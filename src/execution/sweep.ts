import { Overlay } from "../state/overlay.ts";
import { takeDue } from "../transactions/deadlines/deadlines.ts";
import { dueActions, invariants } from "../transactions/table.ts";
import { balanceChanges, type SweptChange } from "./balance-changes.ts";
import type { BlockContext } from "./execute-transaction.ts";

/** The first protocol version that has deadlines. */
const SINCE = 3;

/** What a sweep did: for statements, and the names of invariants that it would have broken, for the alarm. */
export interface Sweep {
  readonly changes: readonly SweptChange[];
  readonly broken: readonly string[];
}

/**
 * What is past its deadline when a block begins, before its transactions (architecture 8). One object cannot harm another:
 * what would break an invariant is not done, not tried again, and named for the alarm.
 */
export function sweep(block: Overlay, { height, timeMs, protocolVersion }: BlockContext): Sweep {
  if (protocolVersion < SINCE) return { changes: [], broken: [] };
  const changes: SweptChange[] = [];
  const broken: string[] = [];
  for (const { kind, id } of takeDue(block, timeMs)) {
    const scratch = new Overlay(block);
    dueActions[kind](scratch, id, { height, timeMs, protocolVersion });
    const writes = scratch.writes();
    const failed = invariants.find((one) => !one.holds(block, writes));
    if (failed !== undefined) {
      broken.push(failed.name);
      continue;
    }
    const cause = { kind: `${kind}.due`, id };
    for (const { account, asset, before, after } of balanceChanges(block, writes, 0)) {
      changes.push({ account, asset, before, after, cause });
    }
    scratch.applyTo(block);
  }
  return { changes, broken };
}
